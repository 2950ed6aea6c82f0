package io.matriarch.runtime.postgres.probe;

import io.matriarch.action.PostgresAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PostgresEvent;
import io.matriarch.runtime.postgres.config.RemoteFeed;
import io.matriarch.state.Remote;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Looks at the server that a standby cluster follows, on a thread of their own. */
public final class RemoteLooks implements AutoCloseable {
    private final Remotes remotes;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "remote-look");
                thread.setDaemon(true);
                return thread;
            });

    public RemoteLooks(Remotes remotes, Clock clock, Consumer<Event> sink) {
        this.remotes = remotes;
        this.clock = clock;
        this.sink = sink;
    }

    /** Begins one: {@code RemoteSeen}, once. */
    public void order(PostgresAction.LookAtRemote look) {
        try {
            worker.execute(() -> tell(look, answer(look)));
        } catch (RejectedExecutionException _) {
            tell(look, new Remote.Silent("this agent ends"));
        }
    }

    private Remote.Answer answer(PostgresAction.LookAtRemote look) {
        try {
            return remotes.look(RemoteFeed.of(look.server()).servers());
        } catch (IllegalArgumentException e) {
            return new Remote.Silent("section standby_cluster: " + e.getMessage());
        }
    }

    private void tell(PostgresAction.LookAtRemote look, Remote.Answer answer) {
        sink.accept(new PostgresEvent.RemoteSeen(clock.now(), look.request(), answer));
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
