package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.state.Feed;
import java.io.IOException;

/** Starts PostgreSQL as a standby with a feed. */
final class StartStandbyWork implements Work {
    private final Server server;
    private final Feed feed;

    StartStandbyWork(Server server, Feed feed) {
        this.server = server;
        this.feed = feed;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed, PermitOver {
        server.requireStopped(task.limit());
        server.requireSameVersion(task.limit());
        new ServerStart(server).run(task, server.writeStandby(feed, task.limit()), true);
    }
}
