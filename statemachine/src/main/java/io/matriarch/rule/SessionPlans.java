package io.matriarch.rule;

import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.judge.SessionMove;
import io.matriarch.state.Lease;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests.Kind;
import io.matriarch.value.LockEpoch;
import java.util.Optional;

/** What is done about the session that owns our nodes. */
final class SessionPlans {
    private SessionPlans() {}

    static Chore chore() {
        return Chore.chore(
                "A14-move-session",
                SessionMove::isDue,
                SessionPlans::move,
                "The setting ttl has changed: what is ours in the DCS moves to a session with that"
                        + " timeout, in one transaction, so that nobody sees it gone.");
    }

    private static Plan move(NodeState state) {
        MemberRecord record = Records.of(state);
        Optional<LockEpoch> tenure =
                state.lease() instanceof Lease.Held held
                        ? Optional.of(held.epoch())
                        : Optional.empty();
        Permit permit =
                state.lease() instanceof Lease.Held held
                        ? new Permit.LeaseHeld(held.epoch(), held.until())
                        : new Permit.NoneNeeded();
        NodeState noted =
                state.with(state.clocks().withMovedAt(state.now()))
                        .with(state.published().withRecord(Optional.of(record)));
        return Plan.of(noted)
                .request(
                        Kind.MOVE,
                        id ->
                                new DcsAction.MoveSession(
                                        id, state.settings().ttl(), record, tenure, permit));
    }
}
