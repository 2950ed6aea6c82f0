package io.matriarch.judge;

import io.matriarch.state.Health;
import io.matriarch.state.NodeState;
import io.matriarch.value.Moment;
import java.time.Duration;

/** Stops of PostgreSQL that came to nothing: a tool that fails at once, a disk that hangs. */
public final class FailedStops {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 5;

    private FailedStops() {}

    /** Whether there was one a moment ago, so that an orderly stop is no way out of trouble. */
    public static boolean isOne(NodeState state) {
        Health health = state.health();
        return health.failedStops() > 0
                && state.now().isBefore(health.stopFailedAt().plus(Health.CALM));
    }

    /** Whether the next attempt is to wait. */
    public static boolean isPause(NodeState state) {
        return isOne(state) && state.now().isBefore(nextAt(state));
    }

    /** When it is due. */
    static Moment nextAt(NodeState state) {
        int doublings = Math.min(state.health().failedStops() - 1, MOST_DOUBLINGS);
        return state.health().stopFailedAt().plus(FIRST_PAUSE.multipliedBy(1L << doublings));
    }
}
