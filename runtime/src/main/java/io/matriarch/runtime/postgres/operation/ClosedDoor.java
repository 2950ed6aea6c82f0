package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.access.ClientGate;
import io.matriarch.runtime.postgres.access.ClosedHba;
import io.matriarch.runtime.postgres.config.ServerParameters;
import io.matriarch.runtime.postgres.process.CommandResult;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.value.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A start with clients kept out, until {@code AdmitClients}. */
final class ClosedDoor {
    private static final Logger LOG = LoggerFactory.getLogger(ClosedDoor.class);

    /** {@code invalid_authorization_specification}: no rule fits, or the one that does rejects. */
    private static final String TURNED_AWAY = "28000";

    /** How soon after a reload has been asked for it is in force. */
    private static final Duration RELOAD = Duration.ofSeconds(3);

    private final Server server;
    private final ClientGate gate;
    private final Path theirs;
    private final Path hbaFile;
    private Optional<Moment> opened = Optional.empty();

    private ClosedDoor(Server server, Path theirs, Path hbaFile) {
        this.server = server;
        this.gate = ClientGate.of(server.settings().places());
        this.theirs = theirs;
        this.hbaFile = hbaFile;
    }

    /** Prepares it, after the server's files have been written for the start. */
    static ClosedDoor prepare(Server server, ServerParameters parameters, Limit limit)
            throws IOException, CutException, OperationFailed {
        Path theirs = hbaFile(server, parameters, limit);
        byte[] content = ClosedHba.of(theirs, server.settings().accounts(), server.version(limit));
        Path hbaFile =
                ClientGate.of(server.settings().places())
                        .close(theirs, content, server.settings().places().dataDirectory());
        LOG.warn(
                "clients are kept out until whoever may lead next has all that waited to be"
                        + " acknowledged at the crash; meanwhile {} counts, not {}",
                hbaFile,
                theirs);
        return new ClosedDoor(server, theirs, hbaFile);
    }

    /** What the server would read by its configuration: it may be set in many places. */
    private static Path hbaFile(Server server, ServerParameters parameters, Limit limit)
            throws IOException, CutException, OperationFailed {
        List<String> command = new ArrayList<>(server.postgres(parameters));
        command.add("-C");
        command.add("hba_file");
        CommandResult result = server.runner().run(command, limit);
        String path = result.output().strip();
        if (!result.isSuccess() || path.isEmpty()) {
            throw new OperationFailed("postgres -C hba_file: " + result.lastError());
        }
        return Path.of(path).toAbsolutePath();
    }

    /** What the postmaster is told beside its parameters. */
    String argument() {
        return "--hba_file=" + hbaFile;
    }

    /**
     * We cannot log in. When that may be because clients are kept out they are let in at once: an
     * agent that is kept out, too, would never let them in.
     *
     * @return whether another attempt may succeed
     */
    boolean letsInAfter(SQLException refusal, Task task, long postmaster)
            throws IOException, CutException, PermitOver {
        if (!TURNED_AWAY.equals(refusal.getSQLState())) {
            return false;
        }
        if (opened.isEmpty()) {
            LOG.warn(
                    "we cannot log in while clients are kept out, so they are let in at once and may"
                            + " see what a failover takes back: {}. To have them kept out after a"
                            + " crash, {} needs a rule for exactly the user \"{}\" from {}, above all"
                            + " rules for roles (+...) or patterns (/...)",
                    refusal.getMessage(),
                    theirs,
                    server.settings().accounts().superuser().username(),
                    server.settings().endpoint().localHost());
            task.lastStep(() -> {
                gate.open();
                gate.forgetClosed();
                return Signals.send(postmaster, Signals.HANGUP);
            });
            opened = Optional.of(server.clock().now());
        }
        return server.clock().now().isBefore(opened.get().plus(RELOAD));
    }
}
