package io.matriarch.runtime.fence;

import io.matriarch.runtime.postgres.process.CommandPrefix;
import io.matriarch.runtime.postgres.process.Environments;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the guard that runs, or starts one. */
final class GuardHost {
    private static final Logger LOG = LoggerFactory.getLogger(GuardHost.class);
    private static final Duration HELLO = Duration.ofSeconds(1);
    private static final Duration START = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 5;

    private final GuardPlaces places;
    private final CommandPrefix prefix;

    /**
     * A guard that has said that it obeys us.
     *
     * @param fresh whether we have started it ourselves
     */
    record Obeying(GuardLink link, GuardEcho.Hello hello, boolean fresh, long pid) {}

    /** It obeys a newer agent: nothing that we could mend. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException() {
            super("the guard obeys another agent");
        }
    }

    GuardHost(GuardPlaces places, CommandPrefix prefix) {
        this.places = places;
        this.prefix = prefix;
    }

    /**
     * Connects to the guard of an earlier run of the agent, or to a new one.
     *
     * @throws IOException when there is none to be had
     */
    Obeying open() throws IOException, InterruptedException {
        if (living().isPresent()) {
            try {
                return greet(false);
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                end("it does not greet (" + e.getMessage() + ")");
            }
        }
        return start();
    }

    /** The guard that holds the lock, if it lives; its signature may be that of a dead one. */
    Optional<ProcessIdentity> living() {
        try {
            return ProcessIdentity.parse(Files.readString(places.lock()))
                    .filter(ProcessIdentity::isAlive);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Kills the guard that lives, for it is of no use, and waits until it is gone. */
    void end(String why) throws IOException, InterruptedException {
        Optional<ProcessIdentity> guard = living();
        if (guard.isEmpty()) {
            return;
        }
        LOG.warn("the guard with pid {} is replaced: {}", guard.get().pid(), why);
        Signals.send(guard.get().pid(), Signals.KILL);
        long end = System.nanoTime() + START.toNanos();
        while (guard.get().isAlive()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("the guard with pid " + guard.get().pid() + " does not die");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private Obeying start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix.words());
        command.add(places.program().toString());
        command.add(places.dataDirectory().toString());
        command.add(places.lock().toString());
        command.add(places.socket().toString());
        command.add(places.log().toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(Environments.tool(Map.of()));
        builder.redirectInput(new File("/dev/null"));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        try (var output = process.getInputStream()) {
            long end = System.nanoTime() + START.toNanos();
            while (living().isEmpty()) {
                if (!process.isAlive()) {
                    throw new IOException(
                            "it ended at its start: "
                                    + new String(output.readAllBytes(), StandardCharsets.UTF_8)
                                            .strip());
                }
                if (System.nanoTime() - end > 0) {
                    process.destroyForcibly();
                    throw new IOException("it did not start within " + START.toSeconds() + " s");
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
        return greet(true);
    }

    private Obeying greet(boolean fresh) throws IOException, InterruptedException {
        GuardLink link = connect();
        boolean greeted = false;
        try {
            for (GuardEcho echo : link.await(HELLO)) {
                switch (echo) {
                    case GuardEcho.Hello hello -> {
                        greeted = true;
                        return new Obeying(link, hello, fresh, pid());
                    }
                    case GuardEcho.Refused _ -> throw new RefusedException();
                    case GuardEcho.InForce _, GuardEcho.Fenced _ -> {}
                }
            }
            throw new IOException("it is silent");
        } finally {
            if (!greeted) {
                link.close();
            }
        }
    }

    private long pid() {
        return living().map(ProcessIdentity::pid).orElse(0L);
    }

    /** A guard that has just started signs a moment before it listens. */
    private GuardLink connect() throws IOException, InterruptedException {
        long end = System.nanoTime() + HELLO.toNanos();
        while (true) {
            long guard = pid();
            try {
                return GuardLink.open(places.address(guard), places.dataDirectory());
            } catch (IOException e) {
                if (guard == 0 || System.nanoTime() - end > 0) {
                    throw e;
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
