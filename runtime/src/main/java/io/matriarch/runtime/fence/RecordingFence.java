package io.matriarch.runtime.fence;

import io.matriarch.action.FenceAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.FenceEvent;
import io.matriarch.runtime.postgres.ServerKill;
import io.matriarch.value.Moment;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fence without a guard process ({@code guard.mode: off}): a deadline is only recorded and
 * echoed, a kill is done by this process itself, on a thread of its own. A frozen or dead agent
 * kills nothing.
 */
public final class RecordingFence implements LocalFence {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingFence.class);

    private final Clock clock;
    private final Consumer<Event> sink;
    private final Killer killer;
    private Optional<FenceAction.ArmFence> armed = Optional.empty();
    private long newest;

    /** A fence for our own PostgreSQL. */
    public RecordingFence(ServerKill kill, Clock clock, Consumer<Event> sink) {
        this(kill::run, clock, sink);
    }

    RecordingFence(Killer.Kill kill, Clock clock, Consumer<Event> sink) {
        this.killer = new Killer(kill);
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
    public void taken(Event event) {
        // Nobody waits for it.
    }

    @Override
    public void close() {
        killer.close();
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
        killer.kill(() -> {
            LOG.warn("PostgreSQL is fenced");
            sink.accept(new FenceEvent.Fenced(clock.now()));
        });
    }
}
