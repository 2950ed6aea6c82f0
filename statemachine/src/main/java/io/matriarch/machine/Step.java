package io.matriarch.machine;

import io.matriarch.action.Action;
import io.matriarch.judge.Candidate;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.NodeState;
import io.matriarch.value.Moment;
import io.matriarch.value.RuleId;
import java.util.List;
import java.util.Optional;

/**
 * What one event led to. The driver honours the order: fence, journal, durable facts, actions, then
 * sleeps until {@code wakeAt} at the latest.
 *
 * @param next the state after it
 * @param rules which rules decided, the deciding one first
 * @param durable the facts to keep before the actions run, when they changed
 * @param actions what to do, in order
 * @param candidates every member as a candidate, when this step made that worth telling
 * @param wakeAt when a {@code Tick} is due unless another event comes before
 */
public record Step(
        NodeState next,
        List<RuleId> rules,
        Optional<DurableFacts> durable,
        List<Action> actions,
        List<Candidate> candidates,
        Moment wakeAt) {
    public Step {
        rules = List.copyOf(rules);
        actions = List.copyOf(actions);
        candidates = List.copyOf(candidates);
    }
}
