package io.matriarch.machine;

import io.matriarch.action.Action;
import io.matriarch.event.Event;
import io.matriarch.judge.Cadence;
import io.matriarch.judge.Candidates;
import io.matriarch.judge.Situation;
import io.matriarch.rule.Chore;
import io.matriarch.rule.DecisionTable;
import io.matriarch.rule.Plan;
import io.matriarch.rule.Row;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.NodeState;
import io.matriarch.state.Presence;
import io.matriarch.value.Moment;
import io.matriarch.value.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole machine: one pure function. Equal arguments give equal results, in any JVM, for ever.
 *
 * <p>One fact is folded in; the facts are named; exactly one row of the table decides; its plan is
 * made; then the chores that need no decision.
 */
public final class Machine {
    private Machine() {}

    /** What one event leads to, by the whole table. */
    public static Step step(NodeState before, Event event) {
        return step(DecisionTable.WHOLE, before, event);
    }

    /** The same by another table. */
    public static Step step(DecisionTable table, NodeState before, Event event) {
        NodeState seen = seen(before, event);
        Situation situation = Situation.of(seen);
        Row<? extends Situation> row =
                table.first(situation)
                        .orElseThrow(() -> new IllegalStateException("undecided: " + situation));
        List<RuleId> rules = new ArrayList<>();
        rules.add(row.id());
        Plan plan = row.plan().plan(seen);
        List<Action> actions = new ArrayList<>(plan.actions());
        NodeState next = plan.next();
        if (row.steady()) {
            next = doChores(table.upkeep(), next, rules, actions);
        }
        if (takesPart(next)) {
            next = doChores(table.always(), next, rules, actions);
        }
        Optional<DurableFacts> durable =
                next.durable().equals(before.durable())
                        ? Optional.empty()
                        : Optional.of(next.durable());
        boolean changed =
                !plan.next().lease().equals(seen.lease())
                        || !plan.next().failsafe().promise().equals(seen.failsafe().promise());
        boolean unsettled = changed && plan.actions().isEmpty();
        Moment wakeAt = unsettled ? next.now() : Cadence.wakeAt(next);
        return new Step(next, rules, durable, actions, Candidates.news(before, next), wakeAt);
    }

    /** What is known after an event, before anything is decided. */
    public static NodeState seen(NodeState before, Event event) {
        return Observe.event(before, event);
    }

    private static boolean takesPart(NodeState state) {
        return state.presence() == Presence.STAYING || state.presence() == Presence.LEAVING;
    }

    private static NodeState doChores(
            List<Chore> chores, NodeState state, List<RuleId> rules, List<Action> actions) {
        NodeState next = state;
        for (Chore chore : chores) {
            if (chore.due().test(next)) {
                Plan plan = chore.plan().plan(next);
                rules.add(chore.id());
                actions.addAll(plan.actions());
                next = plan.next();
            }
        }
        return next;
    }
}
