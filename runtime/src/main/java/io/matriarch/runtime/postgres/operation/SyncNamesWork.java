package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.config.SyncNamesFile;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.state.SyncNames;
import io.matriarch.value.Moment;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Has a running server take other synchronous standbys, and waits until it does. */
final class SyncNamesWork implements Work {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration QUESTION = Duration.ofSeconds(2);

    /** How long a process that is not seen to read it may take (contract, table of waits). */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    /** What is in force, and whether our file says so. */
    private static final String IN_FORCE =
            "SELECT CASE WHEN sourcefile LIKE '%/"
                    + SyncNamesFile.NAME
                    + "' THEN '=' ELSE '' END || setting FROM pg_settings"
                    + " WHERE name = 'synchronous_standby_names'";

    private final Server server;
    private final Optional<SyncNames> names;

    SyncNamesWork(Server server, Optional<SyncNames> names) {
        this.server = server;
        this.names = names;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed, PermitOver {
        Limit limit = task.limit();
        Optional<ProcessIdentity> postmaster = server.processes().postmaster();
        if (postmaster.isEmpty()) {
            throw new OperationFailed("PostgreSQL does not run");
        }
        task.lastStep(() -> {
            SyncNamesFile file = server.syncNamesFile();
            file.write(names);
            file.ensureIncluded(server.files().configFile());
            return Signals.send(postmaster.get().pid(), Signals.HANGUP);
        });
        String seen = ask(limit);
        while (!isWanted(seen)) {
            if (server.processes().postmaster().isEmpty()) {
                throw new OperationFailed("PostgreSQL ended during the reload");
            }
            if (limit.remaining().compareTo(SETTLE.plus(POLL)) < 0) {
                throw new OperationFailed(
                        "synchronous_standby_names is '%s', not '%s'"
                                .formatted(seen, names.map(SyncNames::text).orElse("")));
            }
            limit.pause(POLL);
            seen = ask(limit);
        }
        settle(limit);
    }

    /**
     * The postmaster has signalled its processes when a new connection shows the new value (it does
     * both before it takes another connection); each reads it by itself. Whatever is judged on the
     * new value counts from the moment on when all have.
     */
    private void settle(Limit limit) throws CutException {
        Moment end = server.clock().now().plus(SETTLE);
        boolean done = false;
        while (!done && !server.clock().now().hasReached(end)) {
            done = haveAllRead(limit);
            if (!done) {
                limit.pause(POLL);
            }
        }
    }

    private boolean haveAllRead(Limit limit) {
        try (Connection connection = server.connections().local(QUESTION, QUESTION)) {
            return CommitDeciders.haveRead(connection, limit);
        } catch (SQLException _) {
            return false;
        }
    }

    private boolean isWanted(String seen) {
        return names.map(one -> seen.equals("=" + one.text() + " "))
                .orElse(!seen.isEmpty() && !seen.startsWith("="));
    }

    /** What is in force and a space; nothing while it does not answer. */
    private String ask(Limit limit) {
        try (Connection connection = server.connections().local(QUESTION, QUESTION)) {
            return Statements.value(connection, IN_FORCE, limit) + " ";
        } catch (SQLException _) {
            return "";
        }
    }
}
