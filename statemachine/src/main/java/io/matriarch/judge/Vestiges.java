package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Initialize;
import io.matriarch.state.NodeState;
import java.util.Optional;

/**
 * What the keys still tell of a cluster when key {@code initialize}, which says whose it is, was
 * deleted. As long as a leader lives that one writes the key again. When nobody leads, a member
 * that was never part of the cluster could take it for its own, and the true members would find
 * themselves strangers.
 */
final class Vestiges {
    private Vestiges() {}

    /** Whether nothing says whose cluster this is, and somebody has led it. */
    static boolean areAll(NodeState state) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        return view.initialize() instanceof Initialize.Absent
                && (view.position().isPresent() || view.history().isPresent());
    }

    /** Why a standby may not lead then; absent when its data was the cluster's before. */
    static Optional<String> objection(NodeState state) {
        return areAll(state) && !state.durable().home().equals(state.postgres().identity())
                ? Optional.of(
                        "key initialize is gone, and this member was never part of the cluster as"
                                + " far as it knows: its data may be another's")
                : Optional.empty();
    }
}
