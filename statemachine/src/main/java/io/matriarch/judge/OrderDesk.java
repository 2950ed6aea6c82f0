package io.matriarch.judge;

import io.matriarch.action.AgentAction.Result;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Order;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.RestartWish;
import io.matriarch.state.Role;
import io.matriarch.state.ServerFacts;
import io.matriarch.state.Task;
import io.matriarch.state.Work;
import java.util.Optional;

/** Why an operator's order is refused, in the words of contract 2.12, 2.15 and 3.6. */
public final class OrderDesk {
    private OrderDesk() {}

    /**
     * A refusal.
     *
     * @param result of which kind
     * @param text what the operator is told
     */
    public record Refusal(Result result, String text) {}

    private static final String NOT_SATISFIED = "restart conditions are not satisfied";

    /**
     * Why the order that was asked is refused; absent when it can be taken on, or there is none.
     */
    public static Optional<Refusal> refusal(NodeState state) {
        return state.orders().asked().flatMap(order -> refusal(state, order));
    }

    /** Whether there is an order that can be taken on. */
    public static boolean isAcceptable(NodeState state) {
        return state.orders().asked().isPresent() && refusal(state).isEmpty();
    }

    private static Optional<Refusal> refusal(NodeState state, Order order) {
        return switch (order) {
            case Order.Restart restart ->
                    restart.when().isPresent() ? schedule(state) : restart(state, restart.wish());
            case Order.WithdrawRestart _ ->
                    state.orders().schedule().isPresent()
                            ? Optional.empty()
                            : refused(Result.ABSENT, "no restarts are scheduled");
            case Order.Reinitialize one -> reinitialize(state, one);
        };
    }

    private static Optional<Refusal> schedule(NodeState state) {
        if (state.settings().maintenance()) {
            return refused(Result.PAUSED, "Can't schedule restart in the paused state");
        }
        return state.orders().schedule().isPresent()
                ? refused(Result.CONFLICT, "Another restart is already scheduled")
                : Optional.empty();
    }

    private static Optional<Refusal> restart(NodeState state, RestartWish wish) {
        Optional<String> busy = busy(state);
        if (busy.isPresent()) {
            return refused(Result.REFUSED, busy.get());
        }
        return isSatisfied(state, wish) && mayRestart(state)
                ? Optional.empty()
                : refused(Result.REFUSED, NOT_SATISFIED);
    }

    /** Whether the restart's own conditions hold. */
    static boolean isSatisfied(NodeState state, RestartWish wish) {
        ServerFacts facts = state.postgres().facts();
        boolean role = wish.role().map(one -> one == role(state)).orElse(true);
        boolean version =
                wish.below().map(one -> facts.version() > 0 && facts.version() < one).orElse(true);
        return role && version && (!wish.ifPending() || !facts.pending().isEmpty());
    }

    /** Only with the lock can a primary be started again; what is down is no standby's restart. */
    private static boolean mayRestart(NodeState state) {
        return switch (state.postgres()) {
            case Postgres.Primary _ -> state.lease() instanceof Lease.Held;
            case Postgres.Standby _ ->
                    !(state.lease() instanceof Lease.Held) || StandbyClusters.isOn(state);
            case Postgres.Starting(boolean asStandby) -> asStandby;
            case Postgres.Stopped down -> !down.control().phase().wasPrimary();
            case Postgres.Unknown _,
                    Postgres.Ending _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Hanging _ ->
                    false;
        };
    }

    private static Role role(NodeState state) {
        return state.postgres() instanceof Postgres.Primary
                ? Role.PRIMARY
                : state.published().record().map(MemberRecord::role).orElse(Role.REPLICA);
    }

    private static Optional<Refusal> reinitialize(NodeState state, Order.Reinitialize order) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        if (!(state.lease() instanceof Lease.None)
                || view.lock() instanceof Lock.Held held && held.holder().equals(state.me())) {
            return refused(Result.REFUSED, "I am the leader, can not reinitialize");
        }
        if (!(view.lock() instanceof Lock.Held)) {
            return refused(Result.REFUSED, "Cluster has no leader, can not reinitialize");
        }
        return busy(state)
                .filter(_ -> !order.force())
                .flatMap(text -> refused(Result.REFUSED, text));
    }

    private static Optional<String> busy(NodeState state) {
        if (state.presence() == Presence.LEAVING) {
            return Optional.of("stop already in progress");
        }
        return switch (state.orders().task()) {
            case Task.Restarting _ -> Optional.of("restart already in progress");
            case Task.Reinitializing _, Task.Reviving _ ->
                    Optional.of("reinitialize already in progress");
            case Task.None _, Task.HandingOver _ ->
                    state.work() instanceof Work.Busy busy
                            ? Optional.of(busy.operation().word() + " already in progress")
                            : Optional.empty();
        };
    }

    private static Optional<Refusal> refused(Result result, String text) {
        return Optional.of(new Refusal(result, text));
    }
}
