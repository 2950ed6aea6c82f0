package io.matriarch.rule;

import static io.matriarch.rule.Chore.chore;

import io.matriarch.judge.OrderDesk;
import io.matriarch.judge.RestartEnd;
import io.matriarch.judge.RestartSchedule;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Task;
import java.util.List;

/** What is done about operators' orders to this member's PostgreSQL, whatever row decided. */
final class OrderChores {
    private OrderChores() {}

    static List<Chore> chores() {
        return List.of(
                chore(
                        "A80-refuse-order",
                        state -> OrderDesk.refusal(state).isPresent(),
                        OrderPlans::refuse,
                        "An operator's order cannot be carried out as things are: it is refused,"
                                + " with the reason."),
                chore(
                        "A82-take-order",
                        OrderDesk::isAcceptable,
                        OrderPlans::accept,
                        "An operator's order can be carried out: it is taken on."),
                chore(
                        "A84-restart-ended",
                        state -> RestartEnd.of(state).isPresent(),
                        OrderPlans::endRestart,
                        "An ordered restart has come to its end, good or bad: the operator is"
                                + " told."),
                chore(
                        "A86-scheduled-restart",
                        state -> RestartSchedule.of(state) == RestartSchedule.DUE,
                        OrderPlans::takeOnScheduled,
                        "The time of a scheduled restart has come and its conditions hold: it is"
                                + " taken on."),
                chore(
                        "A88-scheduled-restart-over",
                        state -> RestartSchedule.of(state) == RestartSchedule.OVER,
                        OrderPlans::dropScheduled,
                        "A scheduled restart is forgotten: its time has passed, its conditions do"
                                + " not hold, or PostgreSQL was started anew since."),
                chore(
                        "A90-order-outlived",
                        OrderChores::isOutlived,
                        OrderPlans::dropTask,
                        "We were to replace our data and lead by now: the order is void."));
    }

    private static boolean isOutlived(NodeState state) {
        boolean leads = state.lease() instanceof Lease.Held || state.lease() instanceof Lease.Over;
        return leads
                && (state.orders().task() instanceof Task.Reinitializing
                        || state.orders().task() instanceof Task.Reviving);
    }
}
