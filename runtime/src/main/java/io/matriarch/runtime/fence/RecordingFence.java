package io.matriarch.runtime.fence;

import io.matriarch.action.FenceAction;
import io.matriarch.driver.Clock;
import io.matriarch.driver.FencePort;
import io.matriarch.event.Event;
import io.matriarch.event.FenceEvent;
import io.matriarch.runtime.postgres.ServerKill;
import io.matriarch.value.Moment;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fence without a guard process: a deadline is only recorded and echoed, a kill is done by this
 * process itself, on a thread of its own. A frozen or dead agent kills nothing.
 */
public final class RecordingFence implements FencePort, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingFence.class);

    private final Kill kill;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final ExecutorService killer =
            Executors.newSingleThreadExecutor(RecordingFence::thread);
    private Optional<FenceAction.ArmFence> armed = Optional.empty();
    private long newest;

    /** What ends every process of PostgreSQL, and returns when none is left. */
    interface Kill {
        void run() throws InterruptedException;
    }

    /** A fence for our own PostgreSQL. */
    public RecordingFence(ServerKill kill, Clock clock, Consumer<Event> sink) {
        this(kill::run, clock, sink);
    }

    RecordingFence(Kill kill, Clock clock, Consumer<Event> sink) {
        this.kill = kill;
        this.clock = clock;
        this.sink = sink;
    }

    @Override
    public void order(FenceAction order) {
        switch (order) {
            case FenceAction.ArmFence arm -> {
                record(arm.sequence(), Optional.of(arm));
                sink.accept(new FenceEvent.FenceArmed(clock.now(), arm.sequence(), arm.until()));
            }
            case FenceAction.LimitFence limit -> {
                Moment until =
                        armed().map(one -> one.until().earlier(limit.until()))
                                .orElse(limit.until());
                record(
                        limit.sequence(),
                        Optional.of(new FenceAction.ArmFence(limit.sequence(), until)));
                sink.accept(new FenceEvent.FenceArmed(clock.now(), limit.sequence(), until));
            }
            case FenceAction.DisarmFence disarm -> {
                record(disarm.sequence(), Optional.empty());
                sink.accept(new FenceEvent.FenceDisarmed(clock.now(), disarm.sequence()));
            }
            case FenceAction.FenceNow now -> fence(now.why());
        }
    }

    /** The deadline that a guard would keep. */
    public synchronized Optional<FenceAction.ArmFence> armed() {
        return armed;
    }

    @Override
    public void close() {
        killer.shutdown();
    }

    private synchronized void forget() {
        armed = Optional.empty();
    }

    private synchronized void record(long sequence, Optional<FenceAction.ArmFence> order) {
        if (sequence >= newest) {
            newest = sequence;
            armed = order;
        }
    }

    private void fence(String why) {
        LOG.warn("fencing PostgreSQL: {}", why);
        forget();
        try {
            killer.execute(this::killAll);
        } catch (RejectedExecutionException _) {
            LOG.error("the fence is closed, PostgreSQL was not killed");
        }
    }

    private void killAll() {
        try {
            kill.run();
            LOG.warn("PostgreSQL is fenced");
            sink.accept(new FenceEvent.Fenced(clock.now()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fence");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        return thread;
    }
}
