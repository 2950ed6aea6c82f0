package io.matriarch.runtime.postgres.operation;

import io.matriarch.action.PostgresAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.OperationEvent;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one operation at a time, on a thread of its own, and says of each exactly once how it ended:
 * soon after its deadline at the latest, even if the file system hangs.
 */
public final class Operations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    /** How long after its deadline an operation that does not come back is given up. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration POLL = Duration.ofMillis(20);

    private final Server server;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final ScheduledExecutorService worker = thread("postgres-operation");
    private final ScheduledExecutorService timer = thread("postgres-operation-timer");
    private final Map<OperationId, Begun> open = new LinkedHashMap<>();

    private final AtomicLong fences = new AtomicLong();
    private volatile CompletableFuture<?> held = CompletableFuture.completedFuture(null);

    /**
     * One that was ordered and has not ended.
     *
     * @param fences how many had been announced when it was ordered
     */
    private record Begun(PostgresAction.Begin order, Limit limit, Moment since, long fences) {}

    public Operations(Server server, Clock clock, Consumer<Event> sink) {
        this.server = server;
        this.clock = clock;
        this.sink = sink;
    }

    /** Begins work: {@code OperationEnded}, once. */
    public void begin(PostgresAction.Begin order) {
        Begun begun =
                new Begun(order, new Limit(clock, order.deadline()), clock.now(), fences.get());
        synchronized (open) {
            open.put(order.id(), begun);
        }
        try {
            timer.schedule(
                    () -> giveUp(begun),
                    begun.limit().remaining().plus(GRACE).toMillis(),
                    TimeUnit.MILLISECONDS);
            worker.execute(() -> run(begun));
        } catch (RejectedExecutionException _) {
            end(begun, new Outcome.Cancelled());
        }
    }

    /** Ends one, if it has not ended. */
    public void cancel(OperationId id) {
        Begun begun;
        synchronized (open) {
            begun = open.get(id);
        }
        if (begun != null) {
            begun.limit().cut(CutException.Cause.CANCELLED);
        }
    }

    /** Makes a stop an immediate one; a stop that has ended, or other work, goes on as it is. */
    public void hasten(OperationId id) {
        boolean stops;
        synchronized (open) {
            Begun begun = open.get(id);
            stops = begun != null && begun.order().operation() instanceof Operation.Stop;
        }
        if (stops) {
            server.processes().postmasters().forEach(one -> Signals.send(one.pid(), Signals.QUIT));
        }
    }

    /**
     * Says that a fence is about to kill: what then fails did not fail by itself. Waits for
     * nothing.
     */
    public void announceFence() {
        fences.incrementAndGet();
    }

    /** Ends all for a fence: tools and a server that was just started die with them. */
    public void cutForFence() {
        List<Begun> all;
        synchronized (open) {
            all = List.copyOf(open.values());
        }
        all.forEach(begun -> begun.limit().cut(CutException.Cause.FENCED));
    }

    /** Nothing but a stop begins before this has ended: it writes into the data directory. */
    public void holdUntilDone(CompletableFuture<?> work) {
        held = work;
    }

    private void awaitHeld(Begun begun) throws CutException {
        while (!(begun.order().operation() instanceof Operation.Stop) && !held.isDone()) {
            begun.limit().pause(POLL);
        }
    }

    /** Whether one is under way that may bring a process of PostgreSQL to life. */
    public boolean maySpawn() {
        synchronized (open) {
            return open.values().stream()
                    .anyMatch(begun -> Work.maySpawn(begun.order().operation()));
        }
    }

    /** Ends the threads and what they do; PostgreSQL is left alone. */
    @Override
    public void close() {
        List<Begun> all;
        synchronized (open) {
            all = List.copyOf(open.values());
        }
        all.forEach(begun -> begun.limit().cut(CutException.Cause.CANCELLED));
        worker.shutdown();
        timer.shutdownNow();
    }

    private void run(Begun begun) {
        Outcome outcome;
        try {
            begun.limit().check();
            awaitHeld(begun);
            if (server.endOrphan(begun.limit())) {
                LOG.warn("ended a tool that the last agent had left at work");
            }
            Task task = new Task(begun.limit(), begun.order().permit(), clock);
            Work.of(begun.order().operation(), server).run(task);
            outcome = new Outcome.Succeeded();
        } catch (CutException e) {
            outcome = cut(begun, e);
        } catch (PermitOver e) {
            outcome = new Outcome.Refused(e.getMessage());
        } catch (SourceLost e) {
            outcome = new Outcome.SourceGone(e.getMessage(), e.touched());
        } catch (OperationFailed e) {
            outcome = failed(begun, e.getMessage());
        } catch (IOException e) {
            outcome = failed(begun, e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error(
                    "{} failed in a way that nobody foresaw", begun.order().operation().word(), e);
            outcome = new Outcome.Failed("unforeseen: " + e);
        }
        end(begun, outcome);
    }

    private Outcome failed(Begun begun, String why) {
        boolean fenced = fences.get() != begun.fences();
        return fenced ? new Outcome.Lost() : new Outcome.Failed(why);
    }

    private static Outcome cut(Begun begun, CutException e) {
        return switch (begun.limit().cutBy().orElse(e.why())) {
            case DEADLINE -> new Outcome.Failed("it was not done in time");
            case CANCELLED -> new Outcome.Cancelled();
            case FENCED -> new Outcome.Lost();
        };
    }

    private void giveUp(Begun begun) {
        end(begun, new Outcome.Failed("it was not done in time and does not come back"));
    }

    private void end(Begun begun, Outcome outcome) {
        PostgresAction.Begin order = begun.order();
        synchronized (open) {
            if (open.remove(order.id()) == null) {
                return;
            }
        }
        tell(order.operation().word(), clock.now().since(begun.since()), outcome);
        sink.accept(new OperationEvent.OperationEnded(clock.now(), order.id(), outcome));
    }

    private static void tell(String what, Duration took, Outcome outcome) {
        String time = took.toMillis() + " ms";
        switch (outcome) {
            case Outcome.Succeeded _ -> LOG.info("{} succeeded after {}", what, time);
            case Outcome.Failed(String why) -> LOG.warn("{} failed after {}: {}", what, time, why);
            case Outcome.SourceGone(String why, boolean _) ->
                    LOG.warn("{} ended after {}, its source is gone: {}", what, time, why);
            case Outcome.Refused(String why) -> LOG.warn("{} was not begun: {}", what, why);
            case Outcome.Cancelled _ -> LOG.info("{} was cancelled after {}", what, time);
            case Outcome.Lost _ -> LOG.warn("{} was cut by a fence after {}", what, time);
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
