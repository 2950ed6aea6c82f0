package io.matriarch.machine;

import io.matriarch.event.PostgresEvent;
import io.matriarch.state.Inflow;
import io.matriarch.state.NodeState;

/** Folds in what is known of where a standby cluster's log comes from. */
final class ObserveInflow {
    private ObserveInflow() {}

    /** What the server outside said; an answer that nobody waits for any more says nothing. */
    static NodeState remote(NodeState state, PostgresEvent.RemoteSeen event) {
        if (state.requests().kindOf(event.request()).isEmpty()) {
            return state;
        }
        Inflow inflow = state.inflow().with(state.inflow().remote().with(event.found()));
        return state.with(state.requests().without(event.request())).with(inflow);
    }
}
