package io.matriarch.runtime.postgres.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs tools, each in a session of its own, so that the whole of it can be killed, and none
 * outlasts its limit.
 */
public final class CommandRunner {
    /** Replaces itself by the command after it made it the leader of a new session. */
    private static final List<String> OWN_SESSION = List.of("setsid");

    private static final Duration DEATH = Duration.ofSeconds(2);

    private final CommandPrefix prefix;
    private final Optional<ChildRecord> record;

    private CommandRunner(CommandPrefix prefix, Optional<ChildRecord> record) {
        this.prefix = prefix;
        this.record = record;
    }

    /** For tools that change nothing. */
    public static CommandRunner reading(CommandPrefix prefix) {
        return new CommandRunner(prefix, Optional.empty());
    }

    /** For tools that change the data directory: each is noted while it runs. */
    public static CommandRunner writing(CommandPrefix prefix, ChildRecord record) {
        return new CommandRunner(prefix, Optional.of(record));
    }

    /** Runs a tool to its end. */
    public CommandResult run(List<String> command, Limit limit) throws IOException, CutException {
        return run(command, Map.of(), "", limit);
    }

    /**
     * Runs a tool to its end.
     *
     * @param environment beside {@link Environments#tool}
     * @param input for its standard input: the only way for secrets
     */
    public CommandResult run(
            List<String> command, Map<String, String> environment, String input, Limit limit)
            throws IOException, CutException {
        ProcessBuilder builder = new ProcessBuilder(prefix.command(OWN_SESSION, command));
        builder.environment().clear();
        builder.environment().putAll(Environments.tool(environment));
        Running running = limit.unlessCut(() -> start(builder, limit));
        Process process = running.process();
        try (Limit.Registration _ = running.registration()) {
            if (record.isPresent()) {
                record.get().note(process.pid());
            }
            CommandResult result = finish(process, input, limit);
            if (!result.isSuccess()) {
                kill(process);
            }
            return result;
        } catch (CutException | IOException e) {
            kill(process);
            throw e;
        } finally {
            record.ifPresent(ChildRecord::clear);
        }
    }

    /**
     * Starts a server that lives on without us: own session, no terminal, output to a file.
     *
     * @return our view of the process; its pid is the server's
     */
    public Process detach(List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(prefix.command(OWN_SESSION, command));
        builder.environment().clear();
        builder.environment().putAll(Environments.server(System.getenv()));
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return builder.start();
    }

    /** A tool and what kills it when its limit is cut: no cut can fall between the two. */
    private record Running(Process process, Limit.Registration registration) {}

    private static Running start(ProcessBuilder builder, Limit limit) throws IOException {
        Process process = builder.start();
        return new Running(process, limit.onCut(_ -> kill(process)));
    }

    private static CommandResult finish(Process process, String input, Limit limit)
            throws IOException, CutException {
        OutputTail output = OutputTail.of(process.getInputStream());
        OutputTail errors = OutputTail.of(process.getErrorStream());
        feed(process, input);
        if (!waitFor(process, limit.remaining())) {
            throw new CutException(limit.cutBy().orElse(CutException.Cause.DEADLINE));
        }
        Optional<CutException.Cause> cut = limit.cutBy();
        if (cut.isPresent()) {
            throw new CutException(cut.get());
        }
        return new CommandResult(process.exitValue(), output.text(), errors.text());
    }

    private static void feed(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It ended without reading all of it; its exit status tells.
        }
    }

    private static boolean waitFor(Process process, Duration time) throws CutException {
        try {
            return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CutException(CutException.Cause.CANCELLED);
        }
    }

    /** Kills the session's first process and its group, and waits for the former. */
    private static void kill(Process process) {
        if (process.isAlive()) {
            process.destroyForcibly();
        }
        Signals.sendToGroup(process.pid(), Signals.KILL);
        try {
            waitFor(process, DEATH);
        } catch (CutException _) {
            // Interrupted: it dies without us looking on.
        }
    }
}
