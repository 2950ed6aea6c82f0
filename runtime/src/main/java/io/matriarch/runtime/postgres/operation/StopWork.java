package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.state.Operation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops PostgreSQL in fast mode, after a checkpoint where that is asked for. */
final class StopWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(StopWork.class);

    private final Server server;
    private final Operation.Stop order;

    StopWork(Server server, Operation.Stop order) {
        this.server = server;
        this.order = order;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed {
        if (order.checkpointFirst()
                && !order.immediate()
                && server.processes().postmaster().isPresent()) {
            checkpoint(task.limit());
        }
        int signal = order.immediate() ? Signals.QUIT : Signals.INTERRUPT;
        new ServerStop(server).run(signal, task.limit());
    }

    /** Only to make the stop shorter: that it fails does not matter. */
    private void checkpoint(Limit limit) throws CutException {
        try (Connection connection =
                server.connections().local(limit.remaining(), limit.remaining())) {
            Statements.run(connection, "CHECKPOINT", limit);
        } catch (SQLException e) {
            limit.check();
            LOG.info("no checkpoint before the stop: {}", e.getMessage());
        }
    }
}
