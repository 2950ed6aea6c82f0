package io.matriarch.rule;

import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.judge.Heir;
import io.matriarch.judge.Inheritance;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests.Kind;

/**
 * What is done about a lock that one member offers to another (lease rule L9). The member record is
 * written by the chore that publishes it, whenever it differs from what is wanted.
 */
final class HandoffPlans {
    private HandoffPlans() {}

    static Plan offer(NodeState state) {
        if (!(state.lease() instanceof Lease.Held held)
                || !(Heir.of(state) instanceof Heir.Ready(var offer))) {
            return Plan.of(state);
        }
        NodeState offering =
                state.with(
                        state.published()
                                .with(state.published().offering().making(offer, state.now())));
        return LockPlans.withLastWords(offering, held);
    }

    static Plan takeBack(NodeState state) {
        return Plan.of(
                state.with(state.published().with(state.published().offering().takingBack())));
    }

    /** Takes the lock over, unless another leader has our promise. */
    static Plan takeOver(NodeState state) {
        return LockPlans.isBound(state)
                ? Plan.of(state)
                : Inheritance.of(state)
                        .map(one -> takeOver(state, one))
                        .orElseGet(() -> Plan.of(state));
    }

    private static Plan takeOver(NodeState state, Inheritance one) {
        int sync = Plans.view(state).sync().version();
        Permit permit = new Permit.NotAfter(state.now().plus(LockPlans.JUDGED_FOR));
        NodeState asked = state.with(new Lease.Asked(state.requests().next(), state.now()));
        return Plan.of(asked)
                .request(
                        Kind.LOCK,
                        id ->
                                new DcsAction.TakeOver(
                                        id, one.from(), one.tenure(), one.version(), sync, permit));
    }
}
