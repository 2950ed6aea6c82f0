package io.matriarch.simulator.world;

import io.matriarch.state.Operation;
import java.time.Duration;
import java.util.function.Consumer;

/** How one PostgreSQL comes to a proper end. */
final class SimShutdown {
    private static final Range CHECKPOINT = Range.millis(100, 500);
    private static final Duration SLOW = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private final World world;
    private final SimPostgres postgres;
    private final Dice dice;

    SimShutdown(World world, SimPostgres postgres, Dice dice) {
        this.world = world;
        this.postgres = postgres;
        this.dice = dice;
    }

    /** How long the checkpoint takes that is ordered before. */
    Duration checkpoint(Operation.Stop order) {
        if (!order.checkpointFirst()) {
            return Duration.ZERO;
        }
        return postgres.postmaster().isCheckpointSlow() ? SLOW : dice.within(CHECKPOINT);
    }

    /**
     * It is told to end.
     *
     * @param last takes what remains to be waited for until the last process ends, once nothing
     *     else has to be waited for
     */
    void begin(Consumer<Duration> last) {
        Duration half = dice.within(world.spec().timings().stop()).dividedBy(2);
        Postmaster processes = postgres.postmaster();
        processes.whileAlive(
                Duration.ZERO,
                () -> {
                    processes.shutDown();
                    processes.whileAlive(half, () -> writeLast(half, last));
                });
    }

    private void writeLast(Duration rest, Consumer<Duration> last) {
        Postmaster processes = postgres.postmaster();
        if (postgres.disk().isStalled()) {
            processes.whileAlive(POLL, () -> writeLast(rest, last));
        } else {
            processes.lastWritten();
            awaitStandbys(rest, last);
        }
    }

    /** A primary ends only when each connected standby has all of its log, and its archive too. */
    private void awaitStandbys(Duration rest, Consumer<Duration> last) {
        Postmaster processes = postgres.postmaster();
        if (postgres.owesLog() || processes.isArchiverStuck()) {
            processes.whileAlive(POLL, () -> awaitStandbys(rest, last));
        } else {
            last.accept(rest);
        }
    }
}
