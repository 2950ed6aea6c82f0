package io.matriarch.rule;

import io.matriarch.action.AgentAction;
import io.matriarch.action.AgentAction.Result;
import io.matriarch.judge.Departure;
import io.matriarch.judge.OrderDesk;
import io.matriarch.judge.RestartEnd;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Order;
import io.matriarch.state.Orders;
import io.matriarch.state.Presence;
import io.matriarch.state.RestartWish;
import io.matriarch.state.ScheduledRestart;
import io.matriarch.state.Task;
import io.matriarch.value.Moment;
import io.matriarch.value.OrderId;
import java.time.Duration;
import java.util.Optional;

/** What is done about the orders that operators give to this agent directly. */
final class OrderPlans {
    private OrderPlans() {}

    /** Where {@code primary_start_timeout} is 0 a restart still takes its time. */
    private static final Duration SHORTEST_START = Duration.ofSeconds(60);

    static Plan refuse(NodeState state) {
        Optional<Order> order = state.orders().asked();
        Optional<OrderDesk.Refusal> refusal = OrderDesk.refusal(state);
        return order.isPresent() && refusal.isPresent()
                ? answer(
                        state.with(state.orders().answered()),
                        order.get().id(),
                        refusal.get().result(),
                        refusal.get().text())
                : Plan.of(state);
    }

    static Plan accept(NodeState state) {
        return state.orders().asked().map(order -> accept(state, order)).orElse(Plan.of(state));
    }

    private static Plan accept(NodeState state, Order order) {
        Orders orders = state.orders().answered();
        return switch (order) {
            case Order.Restart restart ->
                    restart.when().isPresent()
                            ? schedule(state, restart)
                            : Plan.of(
                                    state.with(
                                            orders.with(
                                                    restarting(
                                                            state,
                                                            Optional.of(restart.id()),
                                                            restart.wish()))));
            case Order.WithdrawRestart one ->
                    answer(
                            state.with(orders.withSchedule(Optional.empty())),
                            one.id(),
                            Result.DONE,
                            "scheduled restart deleted");
            case Order.Reinitialize one -> reinitialize(state, one);
        };
    }

    private static Plan schedule(NodeState state, Order.Restart order) {
        ScheduledRestart restart =
                new ScheduledRestart(
                        order.when().orElse(state.clocks().wall()),
                        order.wish(),
                        state.postgres().facts().startedAt());
        NodeState noted = state.with(state.orders().answered().withSchedule(Optional.of(restart)));
        return answer(noted, order.id(), Result.SCHEDULED, "Restart scheduled");
    }

    private static Plan reinitialize(NodeState state, Order.Reinitialize order) {
        Task task = new Task.Reinitializing(order.fromLeader(), state.now());
        // What failed before the order is no reason to let it wait.
        NodeState begun =
                state.with(state.orders().answered().with(task))
                        .with(state.setbacks().withPause(Moment.LONG_AGO, ""));
        Plan plan = answer(begun, order.id(), Result.DONE, "reinitialize started");
        Plan replacing =
                state.orders().task() instanceof Task.Restarting old && old.order().isPresent()
                        ? plan.and(
                                new AgentAction.Answer(
                                        old.order().get(), Result.REFUSED, "restart failed"))
                        : plan;
        return ServerPlans.cancel(replacing);
    }

    private static Task restarting(NodeState state, Optional<OrderId> order, RestartWish wish) {
        Duration usual = state.settings().failover().startTimeout();
        Duration timeout = wish.timeout().orElse(usual.isZero() ? SHORTEST_START : usual);
        return new Task.Restarting(order, state.now(), timeout, Task.Phase.ASKED);
    }

    /** The restart that waited for its time is taken on; nobody waits for an answer. */
    static Plan takeOnScheduled(NodeState state) {
        Orders orders = state.orders().withSchedule(Optional.empty());
        return state.orders()
                .schedule()
                .map(one ->
                        Plan.of(
                                state.with(
                                        orders.with(
                                                restarting(state, Optional.empty(), one.wish())))))
                .orElse(Plan.of(state));
    }

    static Plan dropScheduled(NodeState state) {
        return Plan.of(state.with(state.orders().withSchedule(Optional.empty())));
    }

    /** Tells how the restart ended, if somebody waits for that. */
    static Plan endRestart(NodeState state) {
        if (!(state.orders().task() instanceof Task.Restarting task)) {
            return Plan.of(state);
        }
        return RestartEnd.of(state)
                .map(end -> {
                    NodeState free = state.with(state.orders().with(new Task.None()));
                    Result result = end.good() ? Result.DONE : Result.REFUSED;
                    return task.order()
                            .map(order -> answer(free, order, result, end.text()))
                            .orElse(Plan.of(free));
                })
                .orElse(Plan.of(state));
    }

    static Plan dropTask(NodeState state) {
        return Plan.of(state.with(state.orders().with(new Task.None())));
    }

    static Plan stopForRestart(NodeState state) {
        return state.orders().task() instanceof Task.Restarting task
                ? ServerPlans.stopAfterCheckpoint(
                        state.with(state.orders().with(task.in(Task.Phase.STOPPING))))
                : Plan.of(state);
    }

    /** The data is to be replaced, so nobody needs an orderly end. */
    static Plan killForCopy(NodeState state) {
        return ServerPlans.fence(state, "its data is to be replaced by a copy, as ordered");
    }

    /**
     * Stops for good. What the first attempt did not get done in all of its time is its checkpoint,
     * as far as we know: the next goes without, and clients are ended at once.
     */
    static Plan stopForLeaving(NodeState state) {
        Duration attempt = Bounds.of(new Operation.Stop(true, false), state);
        boolean again =
                state.orders()
                        .leavingSince()
                        .map(since -> state.now().hasReached(since.plus(attempt)))
                        .orElse(false);
        return again ? ServerPlans.stopNow(state) : ServerPlans.stopAfterCheckpoint(state);
    }

    /**
     * Kills a PostgreSQL that may accept writes, since nobody would end it after us; then ends the
     * agent without ending the session: lock and record expire.
     */
    static Plan leaveUnfinished(NodeState state) {
        if (Departure.mustKillFirst(state)) {
            return ServerPlans.fence(state, "it did not end in time, and its agent is to stop");
        }
        String message =
                "asked to stop, but PostgreSQL did not end in time: lock and session are left to"
                        + " expire";
        return Plan.of(state.with(Presence.GONE)).and(new AgentAction.EndAgent(1, message, false));
    }

    private static Plan answer(NodeState state, OrderId order, Result result, String text) {
        return Plan.of(state).and(new AgentAction.Answer(order, result, text));
    }
}
