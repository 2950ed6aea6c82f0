package io.matriarch.rule;

import io.matriarch.action.Action;
import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Requests;
import io.matriarch.state.Work;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import io.matriarch.value.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a row decided: the state that remembers it, and the actions, in order.
 *
 * @param next the state
 * @param actions the actions
 */
public record Plan(NodeState next, List<Action> actions) {
    public Plan {
        actions = List.copyOf(actions);
    }

    /** Nothing to do. */
    public static Plan of(NodeState state) {
        return new Plan(state, List.of());
    }

    /** One more action. */
    Plan and(Action action) {
        return and(next, action);
    }

    /** One more action, and the state that remembers it. */
    Plan and(NodeState remembering, Action action) {
        List<Action> more = new ArrayList<>(actions);
        more.add(action);
        return new Plan(remembering, more);
    }

    /** One more request to the DCS, unless one of its kind is under way or it cannot be sent. */
    Plan request(Requests.Kind kind, Function<RequestId, DcsAction> request) {
        Requests requests = next.requests();
        if (requests.isPending(kind) || !next.session().isConnected()) {
            return this;
        }
        // A reading under way may show the lock as it was before: its answer is not to count.
        Requests others =
                kind == Requests.Kind.LOCK && requests.isPending(Requests.Kind.READ)
                        ? requests.without(requests.pending().get(Requests.Kind.READ).id())
                        : requests;
        return and(next.with(others.with(kind, next.now())), request.apply(others.next()));
    }

    /** One more change of PostgreSQL's configuration, unless one is under way. */
    Plan reload(Function<RequestId, PostgresAction> order) {
        Requests requests = next.requests();
        if (requests.isPending(Requests.Kind.RELOAD)) {
            return this;
        }
        NodeState asking = next.with(requests.with(Requests.Kind.RELOAD, next.now()));
        return and(asking, order.apply(requests.next()));
    }

    /** Begins an operation. */
    Plan begin(Operation operation, Permit permit) {
        return begin(operation, permit, next.durable());
    }

    /**
     * Begins an operation that must not begin before these durable facts are kept: they say that it
     * was begun.
     */
    Plan begin(Operation operation, Permit permit, DurableFacts marked) {
        OperationId id = new OperationId(next.requests().nextNumber());
        Moment deadline = next.now().plus(Bounds.of(operation, next));
        NodeState busy =
                next.with(next.requests().taken())
                        .with(
                                new Work.Busy(
                                        id,
                                        operation,
                                        next.now(),
                                        deadline,
                                        next.durable().unfinished()))
                        .with(marked);
        return and(busy, new PostgresAction.Begin(id, operation, permit, deadline));
    }

    /** The permit of the present holder of the lock. */
    static Permit leasePermit(NodeState state) {
        return state.lease() instanceof Lease.Held held
                ? new Permit.LeaseHeld(held.epoch(), held.until())
                : new Permit.LeaseHeld(new LockEpoch(0), Moment.LONG_AGO);
    }
}
