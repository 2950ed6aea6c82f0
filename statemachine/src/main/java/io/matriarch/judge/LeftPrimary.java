package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Fence;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.Moment;
import java.time.Duration;

/**
 * A primary that an earlier run of this agent left behind, while this run has not seen the DCS yet:
 * it may go on for as long as the lease of the earlier run can last, and no longer.
 */
public final class LeftPrimary {
    private LeftPrimary() {}

    /** Whether our PostgreSQL is one. */
    static boolean isOne(NodeState state) {
        return state.cluster() instanceof Cluster.Unseen
                && state.postgres() instanceof Postgres.Primary
                && !(state.lease() instanceof Lease.Held)
                && !(state.lease() instanceof Lease.Over)
                && !Maintenance.isOn(state);
    }

    /** Until when it may go on: nothing of an earlier run was confirmed after this one began. */
    public static Moment until(NodeState state) {
        Duration ttl = state.settings().ttl();
        Duration timeout = state.timeout().compareTo(ttl) <= 0 ? state.timeout() : ttl;
        return state.failsafe().startedAt().plus(timeout).minus(DynamicSettings.margin(timeout));
    }

    /** Whether it has gone on for as long as it may. */
    static boolean isOver(NodeState state) {
        return isOne(state) && state.now().hasReached(until(state));
    }

    /**
     * Whether the guard is to be told so now. Where the DCS is connected a reading comes at once,
     * and that decides; a guard that does not echo is told again.
     */
    public static boolean isGuardDue(NodeState state) {
        return isOne(state)
                && switch (state.fence()) {
                    case Fence.Unknown _ -> !state.session().isConnected();
                    case Fence.Arming arming ->
                            state.now().hasReached(arming.askedAt().plus(Cadence.ECHO));
                    case Fence.Unarmed _, Fence.Armed _, Fence.Fenced _ -> false;
                };
    }
}
