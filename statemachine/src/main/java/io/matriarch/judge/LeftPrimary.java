package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.Fence;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.Moment;
import java.util.Optional;

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

    /**
     * Until when it may go on: as long as the earlier run had told its guard, by what the guard
     * still knows or the agent has kept. Where neither is known, or that was over before this run
     * began, it gets the moment that a primary gets after maintenance: it has long been on its own,
     * and may be the only one.
     */
    public static Moment until(NodeState state) {
        return switch (state.fence()) {
            case Fence.Unknown(Optional<Moment> left) ->
                    left.filter(end -> end.compareTo(state.failsafe().startedAt()) > 0)
                            .orElseGet(() -> unheardOf(state));
            case Fence.Arming arming -> arming.until();
            case Fence.Armed armed -> armed.until();
            case Fence.Unarmed _, Fence.Fenced _ -> state.failsafe().startedAt();
        };
    }

    private static Moment unheardOf(NodeState state) {
        return state.failsafe().startedAt().plus(LeaseClock.stopAllowance(state.timeout()));
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
