package io.matriarch.rule;

import io.matriarch.state.NodeState;

/** What a row does: from all that is known to the next state and its actions. */
@FunctionalInterface
public interface Planner {
    /** Nothing. */
    Planner NOTHING = Plan::of;

    Plan plan(NodeState seen);
}
