package io.matriarch.machine;

import io.matriarch.state.Inflow;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;

/** Folds in when a standby's log last came in. */
final class ObserveInflow {
    private ObserveInflow() {}

    static Inflow inflow(Postgres before, NodeState state) {
        if (!(state.postgres() instanceof Postgres.Standby standby)) {
            return state.inflow();
        }
        boolean grew =
                before instanceof Postgres.Standby earlier
                        && standby.position().compareTo(earlier.position()) > 0;
        Inflow inflow = grew ? state.inflow().withGrowth(state.now()) : state.inflow();
        return standby.streaming() ? inflow.withStream(state.now()) : inflow;
    }
}
