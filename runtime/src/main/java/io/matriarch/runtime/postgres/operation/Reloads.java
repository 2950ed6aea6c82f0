package io.matriarch.runtime.postgres.operation;

import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PostgresEvent;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.value.RequestId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes the configuration of a running server; each order is answered once, within its bound. */
public final class Reloads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);
    private static final Duration BOUND = Duration.ofSeconds(5);

    private final Server server;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("postgres-reload").factory());

    public Reloads(Server server, Clock clock, Consumer<Event> sink) {
        this.server = server;
        this.clock = clock;
        this.sink = sink;
    }

    /** Sets whom commits wait for. */
    public void order(PostgresAction.SetSyncNames order) {
        begin(order.request(), order.permit(), new SyncNamesWork(server, order.names()));
    }

    /** Lets clients in that were kept out since the start. */
    public void order(PostgresAction.AdmitClients order) {
        begin(order.request(), order.permit(), new AdmitWork(server));
    }

    /** Ends the thread; the server is left alone. */
    @Override
    public void close() {
        worker.shutdownNow();
    }

    private void begin(RequestId request, Permit permit, Work work) {
        Limit limit = Limit.of(clock, BOUND);
        try {
            worker.execute(() -> run(request, new Task(limit, permit, clock), work));
        } catch (RejectedExecutionException _) {
            failed(request, "this agent ends");
        }
    }

    private void run(RequestId request, Task task, Work work) {
        try {
            work.run(task);
            sink.accept(new PostgresEvent.ReloadDone(clock.now(), request));
        } catch (OperationFailed | PermitOver | SourceLost e) {
            failed(request, e.getMessage());
        } catch (CutException _) {
            failed(request, "it was not done in time");
        } catch (IOException e) {
            failed(request, e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("a reload failed in a way that nobody foresaw", e);
            failed(request, "unforeseen: " + e);
        }
    }

    private void failed(RequestId request, String why) {
        LOG.warn("a change of the configuration failed: {}", why);
        sink.accept(new PostgresEvent.ReloadFailed(clock.now(), request, why));
    }
}
