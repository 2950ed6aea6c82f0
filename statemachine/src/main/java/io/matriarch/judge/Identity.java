package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Initialize;
import io.matriarch.state.NodeState;

/** Whose data it is: PostgreSQL's system identifier against key {@code initialize}. */
final class Identity {
    private Identity() {}

    /** Whether our data is known to be another cluster's (contract 2.3, row 12). */
    static boolean isForeign(NodeState state) {
        return state.cluster().latest().orElse(ClusterView.EMPTY).initialize()
                        instanceof Initialize.Made(var known)
                && state.postgres().identity().filter(own -> !own.equals(known)).isPresent();
    }
}
