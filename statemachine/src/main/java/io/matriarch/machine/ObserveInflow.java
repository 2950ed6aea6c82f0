package io.matriarch.machine;

import io.matriarch.event.PostgresEvent;
import io.matriarch.state.Inflow;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;

/** Folds in where a standby's log comes from, and when it last came. */
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

    /** What the server outside said; an answer that nobody waits for any more says nothing. */
    static NodeState remote(NodeState state, PostgresEvent.RemoteSeen event) {
        if (state.requests().kindOf(event.request()).isEmpty()) {
            return state;
        }
        Inflow inflow = state.inflow().with(state.inflow().remote().with(event.found()));
        return state.with(state.requests().without(event.request())).with(inflow);
    }
}
