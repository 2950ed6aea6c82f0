package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.ServerVersion;
import io.matriarch.runtime.postgres.process.CommandResult;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.state.Feed;
import java.io.IOException;

/**
 * Crash recovery in single-user mode, where nobody can connect (contract 2.7, step 4). {@code
 * pg_rewind} would do it itself from version 13 on, but cannot while the mark of a standby is
 * there; so the mark goes for as long, and comes back whatever happened.
 */
final class RecoverAloneWork implements Work {
    private final Server server;

    RecoverAloneWork(Server server) {
        this.server = server;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed {
        Limit limit = task.limit();
        server.requireStopped(limit);
        server.requireSameVersion(limit);
        // The server must accept its configuration; the mark that this writes goes again.
        server.writeStandby(new Feed.AsBefore(), limit);
        ServerVersion version = server.version(limit);
        CommandResult result;
        server.files().unmarkStandby();
        try {
            result = server.runner().run(SingleUser.command(server.settings()), limit);
        } finally {
            server.files().markStandby(version);
        }
        if (!result.isSuccess()) {
            throw new OperationFailed("single-user crash recovery: " + result.lastError());
        }
    }
}
