package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import java.util.Optional;

/**
 * What a standby alone knows against its own log: the others see a position and a timeline, which
 * may look better than theirs. So it tells them, or they would wait for it for ever.
 */
public final class OwnDoubt {
    private OwnDoubt() {}

    /** The reason; absent when there is none, and for anything but a standby. */
    public static Optional<String> of(NodeState state) {
        return state.postgres() instanceof Postgres.Standby standby
                ? Vestiges.objection(state).or(() -> log(state, standby))
                : Optional.empty();
    }

    /** What an operator orders may cost log. */
    private static Optional<String> log(NodeState state, Postgres.Standby standby) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        return view.failover() instanceof FailoverRequest.Asked
                ? Optional.empty()
                : Branch.objection(state, standby).or(() -> Staleness.objection(state));
    }
}
