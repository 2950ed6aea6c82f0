package io.matriarch.judge;

import io.matriarch.state.FailoverRequest;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Work;
import java.time.Duration;

/**
 * How long a stop of the holder's PostgreSQL is waited for: {@code primary_stop_timeout} in
 * synchronous mode (contract 2.19), and always for a planned handover, which would else leave the
 * cluster without a primary for as long as the archiver or a replication client likes.
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
        boolean limited = planned || state.settings().sync().isOn() && !set.isZero();
        Duration allowed = set.isZero() ? USUAL : set;
        return !stop.immediate() && limited && state.now().hasReached(busy.begun().plus(allowed));
    }

    /** When that may become so. */
    static Duration soonest(NodeState state) {
        Duration set = state.settings().failover().stopTimeout();
        return set.isZero() ? USUAL : set;
    }
}
