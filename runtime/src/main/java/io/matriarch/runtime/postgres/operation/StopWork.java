package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.CommandResult;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.state.Operation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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
        if (order.checkpointFirst() && isWaitedFor()) {
            checkpoint(task.limit());
        }
        List<String> command = server.settings().scripts().beforeStop();
        if (order.script() && !command.isEmpty() && isWaitedFor()) {
            before(command, task.limit());
        }
        int signal = order.immediate() ? Signals.QUIT : Signals.INTERRUPT;
        new ServerStop(server).run(signal, task.limit());
    }

    /** There is something to prepare, and nobody has made the stop an immediate one. */
    private boolean isWaitedFor() {
        return !order.immediate() && server.processes().postmaster().isPresent();
    }

    /** What the script says does not matter, nor that it cannot be run. */
    private void before(List<String> command, Limit limit) throws CutException {
        try {
            CommandResult result = server.runner().run(command, limit);
            LOG.info("before_stop ended {}", result.isSuccess() ? "well" : result.lastError());
        } catch (IOException e) {
            LOG.warn("before_stop cannot be run: {}", e.getMessage());
        }
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
