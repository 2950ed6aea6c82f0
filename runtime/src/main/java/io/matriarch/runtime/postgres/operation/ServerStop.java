package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Stops the postmaster and waits until no process of it is left. */
final class ServerStop {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Server server;

    ServerStop(Server server) {
        this.server = server;
    }

    void run(int signal, Limit limit) throws IOException, CutException, OperationFailed {
        Optional<ProcessIdentity> postmaster = server.processes().postmaster();
        if (postmaster.isPresent()) {
            limit.unlessCut(() -> Signals.send(postmaster.get().pid(), signal));
        }
        try {
            while (isAlive(postmaster) || !server.processes().all().isEmpty()) {
                limit.pause(POLL);
            }
        } catch (CutException e) {
            if (e.why() != CutException.Cause.DEADLINE) {
                throw e;
            }
            throw new OperationFailed("PostgreSQL did not stop in time");
        }
    }

    /** Cheaper than the sweep, which is needed only once the postmaster is gone. */
    private static boolean isAlive(Optional<ProcessIdentity> postmaster) {
        return postmaster.isPresent() && postmaster.get().isAlive();
    }
}
