package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.CommandResult;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.state.Operation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Has a standby leave recovery on a new timeline, and waits until it accepts writes. */
final class PromoteWork implements Work {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration QUESTION = Duration.ofSeconds(2);

    private final Server server;
    private final Operation.Promote order;

    PromoteWork(Server server, Operation.Promote order) {
        this.server = server;
        this.order = order;
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
        if (order.names().isPresent() || server.syncNamesFile().exists()) {
            new SyncNamesWork(server, order.names()).run(task);
        }
        List<String> command =
                List.of(
                        server.settings().places().program("pg_ctl"),
                        "promote",
                        "-D",
                        server.settings().places().dataDirectory().toString(),
                        "-W");
        takeLastStep(task);
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

    /**
     * The check only: a cut that comes now must not wait for {@code pg_ctl}, it kills it. From here
     * on nobody knows whether PostgreSQL was told, so what is reserved stays.
     */
    private void takeLastStep(Task task) throws IOException, CutException, PermitOver {
        ReservedTimelines timelines = new ReservedTimelines(server.directory());
        if (order.above().isPresent()) {
            timelines.reserve(order.above().get());
        }
        try {
            task.lastStep(() -> timelines);
        } catch (CutException | PermitOver e) {
            timelines.release();
            throw e;
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
