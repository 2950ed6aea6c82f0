package io.matriarch.rule;

import io.matriarch.state.NodeState;
import io.matriarch.value.RuleId;
import java.util.function.Predicate;

/**
 * A rule that depends on nothing but its own need: independent of every other, idempotent, one
 * action.
 *
 * @param id its name for ever
 * @param due whether it is needed now
 * @param plan what is done
 * @param because the sentence that operators are shown
 */
public record Chore(RuleId id, Predicate<NodeState> due, Planner plan, String because) {
    static Chore chore(String id, Predicate<NodeState> due, Planner plan, String because) {
        return new Chore(new RuleId(id), due, plan, because);
    }
}
