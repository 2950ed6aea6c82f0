package io.matriarch.judge;

import io.matriarch.state.DynamicSettings;
import io.matriarch.state.NodeState;
import io.matriarch.state.Watchdog;
import io.matriarch.value.Moment;
import io.matriarch.value.Times;
import java.time.Duration;
import java.util.Optional;

/**
 * The arithmetic of the kernel's watchdog (contract 6). Each feeding is covered by what the DCS, or
 * the other members' promise, has confirmed: it never moves the reset past the moment at which
 * another member may lead.
 */
public final class WatchdogTimes {
    private WatchdogTimes() {}

    /** How late a renewal may be answered. */
    private static final Duration ANSWER = Duration.ofMillis(500);

    /** The longest that a watchdog can be told. */
    private static final Duration LONGEST = Duration.ofSeconds(65_535);

    /** The longest timeout that the settings allow, in whole seconds. */
    public static Duration most(NodeState state) {
        Duration ttl = ttl(state);
        Duration told =
                state.local().watchdog().safetyMargin().map(ttl::minus).orElse(Times.part(ttl, 2));
        return whole(told.compareTo(LONGEST) < 0 ? told : LONGEST);
    }

    /**
     * The longest timeout that is sure to be covered: a renewal confirms our right from a sign of
     * life on that is older by what the servers may report late, and by our own pace of such signs.
     */
    public static Duration provable(NodeState state) {
        Duration ttl = ttl(state);
        Duration age = state.local().reportDelay().plus(Times.part(ttl, 12)).plus(ANSWER);
        return shorter(most(state), whole(ttl.minus(age)));
    }

    /** How much longer that is than the longest time between two feedings; it must not be less. */
    public static Duration slack(NodeState state) {
        return provable(state).minus(state.settings().loopWait());
    }

    /** When another member may lead at the earliest, by what was confirmed. */
    static Optional<Moment> limit(NodeState state) {
        return LeaseClock.rightUntil(state)
                .map(until -> until.plus(DynamicSettings.margin(ttl(state))));
    }

    /**
     * The timeout to feed it with now; absent when none is covered. It is less than what is left: a
     * feeding with all of it could be done at this moment only, which is over when it is done.
     */
    static Optional<Duration> covered(NodeState state) {
        Duration most = most(state);
        Duration left = limit(state).map(end -> end.since(state.now())).orElse(Duration.ZERO);
        Duration wanted =
                state.watchdog() instanceof Watchdog.Counting counting && counting.isFixed()
                        ? shorter(most, counting.timeout())
                        : shorter(most, whole(left.minusNanos(1)));
        boolean enough =
                wanted.compareTo(state.settings().loopWait()) >= 0
                        && wanted.compareTo(Duration.ofSeconds(1)) >= 0;
        return Optional.of(wanted).filter(_ -> enough && wanted.compareTo(left) < 0);
    }

    /** Until when feeding it with that timeout is covered. */
    public static Moment latest(NodeState state, Duration timeout) {
        return limit(state).map(end -> end.minus(timeout)).orElse(Moment.LONG_AGO);
    }

    /** How much later the reset must become for a feeding to be worth it. */
    static Duration step(NodeState state) {
        Duration sixth = Times.part(most(state), 6);
        return sixth.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : sixth;
    }

    /** When PostgreSQL must begin to stop, lest the machine is reset before it has. */
    static Moment starvesAt(NodeState state, Watchdog.Counting counting) {
        return counting.resetAt().minus(LeaseClock.stopAllowance(state.timeout()));
    }

    private static Duration ttl(NodeState state) {
        return shorter(state.timeout(), state.settings().ttl());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration whole(Duration time) {
        return Duration.ofSeconds(time.toSeconds());
    }
}
