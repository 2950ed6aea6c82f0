package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.state.Upstream;
import java.io.IOException;
import java.util.Optional;

/** Starts PostgreSQL as a standby of an upstream, or of nobody. */
final class StartStandbyWork implements Work {
    private final Server server;
    private final Optional<Upstream> upstream;

    StartStandbyWork(Server server, Optional<Upstream> upstream) {
        this.server = server;
        this.upstream = upstream;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed, PermitOver {
        server.requireStopped();
        server.requireSameVersion(task.limit());
        new ServerStart(server).run(task, server.writeStandby(upstream, task.limit()), true);
    }
}
