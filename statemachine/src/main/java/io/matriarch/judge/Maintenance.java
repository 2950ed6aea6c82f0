package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.Fence;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.Moment;

/**
 * Whether the operators have taken over (key {@code pause}, contract 2.24), and what that means for
 * the guard.
 */
public final class Maintenance {
    private Maintenance() {}

    /**
     * Whether the cluster is in maintenance, by the newest settings read. Data that our own initdb
     * made and that has never run is nobody's yet: its first start goes on.
     */
    public static boolean isOn(NodeState state) {
        return state.settings().maintenance()
                && !Situation.isFounding(state)
                && !Situation.isNewborn(state);
    }

    /**
     * Whether the guard is to be disarmed for maintenance. What an earlier run of this agent left
     * armed stays so until the DCS itself has told this run of the maintenance.
     */
    public static boolean isGuardToRest(NodeState state) {
        if (!isOn(state) || state.lease() instanceof Lease.Over) {
            return false;
        }
        return switch (state.fence()) {
            case Fence.Armed _, Fence.Arming _ -> true;
            case Fence.Unknown _ -> state.cluster() instanceof Cluster.Seen;
            case Fence.Unarmed _, Fence.Fenced _ -> false;
        };
    }

    /**
     * Whether PostgreSQL accepts writes with neither lease nor guard, as maintenance leaves it: it
     * must not go on like that (lease rule L13).
     */
    public static boolean isLeftUnguarded(NodeState state) {
        return !isOn(state)
                && state.postgres() instanceof Postgres.Primary
                && state.fence() instanceof Fence.Unarmed
                && !(state.lease() instanceof Lease.Held)
                && !(state.lease() instanceof Lease.Over);
    }

    /**
     * Until when a primary that maintenance left without a lease may go on: taking the lock and
     * confirming it takes far less, another member's promotion about as much.
     */
    public static Moment graceUntil(NodeState state) {
        return state.now().plus(LeaseClock.stopAllowance(state.timeout()));
    }
}
