package io.matriarch.runtime.postgres.probe;

import io.matriarch.action.PostgresAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PostgresEvent;
import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.config.DataDirectory;
import io.matriarch.runtime.postgres.process.CommandPrefix;
import io.matriarch.runtime.postgres.process.CommandRunner;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.state.Postgres;
import io.matriarch.state.Slots;
import io.matriarch.value.RequestId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Answers each {@code Probe} by exactly one {@code PostgresProbed} within {@link #BOUND}. One looks
 * at a time, on a thread that waits for no operation; a second thread answers in its place when the
 * look does not come to an end.
 */
public final class Prober implements AutoCloseable {
    /** The longest time from an order to its answer. */
    public static final Duration BOUND = Duration.ofMillis(2400);

    private final Clock clock;
    private final Consumer<Event> sink;
    private final Heartbeat heartbeat;
    private final Look look;
    private final ScheduledExecutorService looker;
    private final ScheduledExecutorService timer;

    /**
     * @param processes who lives in the data directory
     */
    public Prober(
            PostgresSettings settings,
            PostgresProcesses processes,
            UpstreamText upstreamText,
            Clock clock,
            Consumer<Event> sink,
            CommandPrefix prefix) {
        this.clock = clock;
        this.sink = sink;
        this.heartbeat = new Heartbeat(new Connections(settings));
        this.look =
                new Look(
                        new DataDirectory(settings.places().dataDirectory()),
                        processes,
                        new ControlFile(settings.places(), CommandRunner.reading(prefix)),
                        heartbeat,
                        upstreamText);
        this.looker = thread("postgres-probe");
        this.timer = thread("postgres-probe-timer");
    }

    /** Orders a look. */
    public void order(PostgresAction.Probe order) {
        RequestId request = order.request();
        AtomicBoolean answered = new AtomicBoolean();
        Limit limit = Limit.of(clock, BOUND);
        try {
            timer.schedule(
                    () -> giveUp(request, answered), BOUND.toMillis(), TimeUnit.MILLISECONDS);
            looker.execute(() -> answer(order, answered, limit));
        } catch (RejectedExecutionException _) {
            // Closed: nobody waits for answers any more.
        }
    }

    /** Ends the threads and the connection; PostgreSQL is left alone. */
    @Override
    public void close() {
        timer.shutdownNow();
        looker.shutdownNow();
        heartbeat.abort();
    }

    private void answer(PostgresAction.Probe order, AtomicBoolean answered, Limit limit) {
        if (!answered.get()) {
            Postgres found;
            try {
                found = look.now(limit, order.standbys());
            } catch (RuntimeException e) {
                found = new Postgres.Unknown("the look failed: " + e);
            }
            tell(order.request(), answered, found, look.slots());
        }
    }

    private void giveUp(RequestId request, AtomicBoolean answered) {
        if (!answered.get()) {
            tell(request, answered, look.outOfTime(), Optional.empty());
            heartbeat.abort();
        }
    }

    private void tell(
            RequestId request,
            AtomicBoolean answered,
            Postgres found,
            Optional<Slots.Found> slots) {
        if (answered.compareAndSet(false, true)) {
            sink.accept(new PostgresEvent.PostgresProbed(clock.now(), request, found, slots));
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
