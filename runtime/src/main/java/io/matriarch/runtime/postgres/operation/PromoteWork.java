package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.CommandResult;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.state.SyncNames;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has a standby leave recovery on a new timeline, and waits until it accepts writes. */
final class PromoteWork implements Work {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration QUESTION = Duration.ofSeconds(2);

    private final Server server;
    private final Optional<SyncNames> names;

    PromoteWork(Server server, Optional<SyncNames> names) {
        this.server = server;
        this.names = names;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed, PermitOver {
        if (server.processes().postmaster().isEmpty()) {
            throw new OperationFailed("PostgreSQL does not run, so it cannot be promoted");
        }
        if (!isInRecovery()) {
            throw new OperationFailed("PostgreSQL is not in recovery, so it cannot be promoted");
        }
        // From its first commit on it waits for whom it must.
        if (names.isPresent() || server.syncNamesFile().exists()) {
            new SyncNamesWork(server, names).run(task);
        }
        List<String> command =
                List.of(
                        server.settings().places().program("pg_ctl"),
                        "promote",
                        "-D",
                        server.settings().places().dataDirectory().toString(),
                        "-W");
        // The check only: a cut that comes now must not wait for pg_ctl, it kills it.
        task.lastStep(() -> command);
        CommandResult result = server.runner().run(command, task.limit());
        if (!result.isSuccess()) {
            throw new OperationFailed("pg_ctl promote: " + result.lastError());
        }
        while (isInRecovery()) {
            if (server.processes().postmaster().isEmpty()) {
                throw new OperationFailed("PostgreSQL ended during its promotion");
            }
            task.limit().pause(POLL);
        }
    }

    /** A server that does not answer is taken for one in recovery: the wait goes on. */
    private boolean isInRecovery() {
        try (Connection connection = server.connections().local(QUESTION, QUESTION);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            return !row.next() || row.getBoolean(1);
        } catch (SQLException _) {
            return true;
        }
    }
}
