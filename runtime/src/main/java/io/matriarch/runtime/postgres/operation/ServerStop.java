package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Stops the postmaster and waits until no process of it is left. */
final class ServerStop {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Server server;

    ServerStop(Server server) {
        this.server = server;
    }

    void run(int signal, Limit limit) throws IOException, CutException, OperationFailed {
        List<ProcessIdentity> postmasters = server.processes().postmasters();
        for (ProcessIdentity one : postmasters) {
            limit.unlessCut(() -> Signals.send(one.pid(), signal));
        }
        try {
            // The sweep costs more, and is needed only once no postmaster lives.
            while (postmasters.stream().anyMatch(ProcessIdentity::isAlive)
                    || !server.processes().all().isEmpty()) {
                limit.pause(POLL);
            }
        } catch (CutException e) {
            if (e.why() != CutException.Cause.DEADLINE) {
                throw e;
            }
            throw new OperationFailed("PostgreSQL did not stop in time");
        }
    }
}
