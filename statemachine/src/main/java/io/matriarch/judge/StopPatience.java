package io.matriarch.judge;

import io.matriarch.state.FailoverRequest;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Presence;
import io.matriarch.state.Task;
import io.matriarch.state.Work;
import java.time.Duration;

/**
 * How long a stop of the holder's PostgreSQL is waited for: {@code primary_stop_timeout} in
 * synchronous mode (contract 2.19), and always for a planned handover, which would else leave the
 * cluster without a primary for as long as the archiver or a replication client likes. What stops
 * because it must not lead any more, with nobody asking for it, gets that time or one {@code ttl}:
 * its lease may be renewed meanwhile, and then nothing else would end the wait.
 */
final class StopPatience {
    private StopPatience() {}

    /** For a handover where no setting says how long. */
    static final Duration USUAL = Duration.ofSeconds(60);

    /** Whether this stop takes longer than it may. An immediate one cannot be made harder. */
    static boolean isOver(NodeState state, Work.Busy busy, Operation.Stop stop) {
        Duration set = state.settings().failover().stopTimeout();
        boolean planned =
                state.cluster()
                        .latest()
                        .filter(view -> view.failover() instanceof FailoverRequest.Asked)
                        .isPresent();
        boolean limited = planned || isUnasked(state) || isSet(state, set);
        Duration allowed = !set.isZero() ? set : isUnasked(state) ? state.settings().ttl() : USUAL;
        return !stop.immediate() && limited && state.now().hasReached(busy.begun().plus(allowed));
    }

    private static boolean isSet(NodeState state, Duration set) {
        return state.settings().sync().isOn() && !set.isZero();
    }

    /** Whether no operator has asked for it, nor for anything that it is part of. */
    private static boolean isUnasked(NodeState state) {
        return state.presence() == Presence.STAYING
                && state.orders().task() instanceof Task.None
                && !Maintenance.isOn(state)
                && !StandbyClusters.isOn(state)
                && state.cluster()
                        .latest()
                        .filter(view -> view.failover() instanceof FailoverRequest.Asked)
                        .isEmpty();
    }

    /** When that may become so. */
    static Duration soonest(NodeState state) {
        Duration set = state.settings().failover().stopTimeout();
        Duration ttl = state.settings().ttl();
        return !set.isZero() ? set : ttl.compareTo(USUAL) < 0 ? ttl : USUAL;
    }
}
