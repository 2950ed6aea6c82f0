package io.matriarch.runtime.fence;

import io.matriarch.action.FenceAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.FenceEvent;
import io.matriarch.runtime.postgres.ServerKill;
import io.matriarch.runtime.postgres.process.CommandPrefix;
import io.matriarch.value.Moment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard: a process that kills PostgreSQL at the newest deadline, whatever becomes of this one
 * (lease rule L4). A guard that had to be replaced is told the newest order again; while there is
 * none, orders stay without an echo.
 *
 * <p>A kill now is done by the guard and by this process, each without the other. It is said to be
 * done when both have, or when this one has and the guard is gone: an order that a guard has not
 * read yet would kill what is started next.
 */
public final class GuardFence implements LocalFence {
    private static final Logger LOG = LoggerFactory.getLogger(GuardFence.class);

    private final Clock clock;
    private final Consumer<Event> sink;
    private final Killer killer;
    private final GuardKeeper keeper;
    private final Deque<CompletableFuture<Void>> kills = new ArrayDeque<>();
    private Optional<FenceAction> newest = Optional.empty();

    /** A guard for our own PostgreSQL; it is taken over, or started, at once. */
    public GuardFence(GuardPlaces places, ServerKill kill, Clock clock, Consumer<Event> sink) {
        this(new GuardHost(places, CommandPrefix.NONE), kill::run, clock, sink);
    }

    GuardFence(GuardHost host, Killer.Kill kill, Clock clock, Consumer<Event> sink) {
        this.clock = clock;
        this.sink = sink;
        this.killer = new Killer(kill);
        this.keeper = new GuardKeeper(host, new Ear());
        keeper.start();
    }

    @Override
    public void order(FenceAction order) {
        switch (order) {
            case FenceAction.ArmFence _, FenceAction.LimitFence _, FenceAction.DisarmFence _ ->
                    tell(order);
            case FenceAction.FenceNow now -> fence(now.why());
        }
    }

    /** The guard ends an agent that does not take the kill in, for it hangs. */
    @Override
    public void taken(Event event) {
        if (event instanceof FenceEvent.Fenced) {
            keeper.send("alive");
        }
    }

    @Override
    public void close() {
        keeper.close();
        killer.close();
    }

    /** Whether there is a guard, and it obeys us. */
    boolean isObeyed() {
        return keeper.isObeyed();
    }

    private synchronized void tell(FenceAction order) {
        newest = Optional.of(order);
        keeper.ask(text(order));
    }

    private static String text(FenceAction order) {
        return switch (order) {
            case FenceAction.ArmFence(long number, Moment until) ->
                    "arm " + number + " " + until.nanos();
            case FenceAction.LimitFence(long number, Moment until) ->
                    "limit " + number + " " + until.nanos();
            case FenceAction.DisarmFence(long number) -> "disarm " + number;
            case FenceAction.FenceNow _ -> "kill";
        };
    }

    private void fence(String why) {
        LOG.warn("fencing PostgreSQL: {}", why);
        CompletableFuture<Void> guard = askForKill();
        killer.kill(() -> {
            guard.join();
            LOG.warn("PostgreSQL is fenced");
            sink.accept(new FenceEvent.Fenced(clock.now()));
        });
    }

    private synchronized CompletableFuture<Void> askForKill() {
        newest = Optional.empty();
        CompletableFuture<Void> done = new CompletableFuture<>();
        kills.add(done);
        if (!keeper.ask("kill")) {
            kills.remove(done);
            done.complete(null);
        }
        return done;
    }

    /** What the guard says. */
    private final class Ear implements GuardKeeper.Listener {
        @Override
        public void begun(Optional<Moment> until) {
            synchronized (GuardFence.this) {
                // What an earlier run of this agent ordered, a guard that replaces this one keeps.
                newest = newest.or(() -> until.map(one -> new FenceAction.ArmFence(0, one)));
                newest.ifPresent(order -> keeper.ask(text(order)));
            }
        }

        @Override
        public void heard(GuardEcho echo) {
            switch (echo) {
                case GuardEcho.InForce(long number, Optional<Moment> until) ->
                        inForce(number, until);
                case GuardEcho.Fenced fenced -> fenced(fenced);
                case GuardEcho.Hello _, GuardEcho.Refused _ -> {} // only when we connect
            }
        }

        @Override
        public void lost() {
            synchronized (GuardFence.this) {
                kills.forEach(kill -> kill.complete(null));
                kills.clear();
            }
        }
    }

    private void inForce(long number, Optional<Moment> until) {
        if (until.isEmpty()) {
            sink.accept(new FenceEvent.FenceDisarmed(clock.now(), number));
            return;
        }
        synchronized (this) {
            // Another guard would know nothing of the deadline that this one was limited by.
            if (newest.filter(one -> one instanceof FenceAction.LimitFence).isPresent()) {
                newest = Optional.of(new FenceAction.ArmFence(number, until.get()));
            }
        }
        sink.accept(new FenceEvent.FenceArmed(clock.now(), number, until.get()));
    }

    private void fenced(GuardEcho.Fenced fenced) {
        if (fenced.ordered()) {
            synchronized (this) {
                Optional.ofNullable(kills.poll()).ifPresent(kill -> kill.complete(null));
            }
            return;
        }
        LOG.warn(
                "the guard killed PostgreSQL at the deadline: {} processes, begun {} us late, all"
                        + " gone {} us after that",
                fenced.killed(),
                fenced.late().toNanos() / 1000,
                fenced.took().toNanos() / 1000);
        synchronized (this) {
            newest = newest.filter(order -> !isOver(order));
        }
        sink.accept(new FenceEvent.Fenced(clock.now()));
    }

    /** A spent deadline is not told to another guard: it would kill whatever runs then. */
    private boolean isOver(FenceAction order) {
        return switch (order) {
            case FenceAction.ArmFence arm -> clock.now().hasReached(arm.until());
            case FenceAction.LimitFence limit -> clock.now().hasReached(limit.until());
            case FenceAction.DisarmFence _, FenceAction.FenceNow _ -> false;
        };
    }
}
