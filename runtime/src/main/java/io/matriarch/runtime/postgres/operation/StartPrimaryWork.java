package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.config.ServerParameters;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.state.Operation;
import java.io.IOException;
import java.util.Optional;

/** Starts PostgreSQL without any recovery signal, on the same timeline. */
final class StartPrimaryWork implements Work {
    private final Server server;

    private final Operation.StartPrimary order;

    StartPrimaryWork(Server server, Operation.StartPrimary order) {
        this.server = server;
        this.order = order;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed, PermitOver {
        server.requireStopped(task.limit());
        server.requireSameVersion(task.limit());
        // From here on a start by hand would be writable, too: not without a permit.
        ServerParameters parameters = server.parametersOfPrimary(task.limit());
        task.lastStep(() -> {
            server.writePrimary(parameters, order.names());
            return parameters;
        });
        Optional<ClosedDoor> door =
                order.closed()
                        ? Optional.of(ClosedDoor.prepare(server, parameters, task.limit()))
                        : Optional.empty();
        new ServerStart(server, door).run(task, parameters, false);
    }
}
