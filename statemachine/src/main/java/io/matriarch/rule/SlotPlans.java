package io.matriarch.rule;

import static io.matriarch.rule.Chore.chore;

import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.judge.Source;
import io.matriarch.judge.slots.SlotPlan;
import io.matriarch.judge.slots.SlotPlan.Part;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.SlotChange;
import io.matriarch.value.Moment;
import java.util.List;

/** How a leader, and whoever may lead next, keep replication slots: one change at a time. */
final class SlotPlans {
    /** How many looks pass between two copies, each of which costs a restart. */
    private static final int PATIENCE = 10;

    private SlotPlans() {}

    static List<Chore> chores() {
        return List.of(
                part(
                        "U70-slot-drop",
                        Part.DROP,
                        "A slot here is for no member and no setting wants it: drop it, for it"
                                + " keeps log for nobody."),
                part(
                        "U72-slot-make",
                        Part.MAKE,
                        "A member or the settings need a slot that is not here, or is worth"
                                + " nothing: make it, so that log is kept from now on."),
                part(
                        "U74-slot-advance",
                        Part.ADVANCE,
                        "The user of a slot has come further where it streams now: move the slot"
                                + " here after it, so that no more log is kept than it needs."),
                chore(
                        "U76-slot-copy",
                        state -> !SlotPlan.copiesDue(state).isEmpty(),
                        SlotPlans::copy,
                        "A permanent logical slot of the leader is not here, and decoding must go"
                                + " on here after a failover: take its state over, which costs a"
                                + " restart."));
    }

    private static Chore part(String id, Part part, String because) {
        return chore(
                id,
                state -> !SlotPlan.due(state, part).isEmpty(),
                state -> keep(state, part),
                because);
    }

    private static Plan copy(NodeState state) {
        List<String> copies = SlotPlan.copiesDue(state);
        Moment next = state.now().plus(state.settings().loopWait().multipliedBy(PATIENCE));
        NodeState noted = state.with(state.slots().withCopy(next));
        return Source.runningLeader(state)
                .map(leader ->
                        Plan.of(noted)
                                .begin(
                                        new Operation.CopySlots(
                                                leader, copies, Source.forStandby(state)),
                                        new Permit.NoneNeeded()))
                .orElse(Plan.of(state));
    }

    private static Plan keep(NodeState state, Part part) {
        List<SlotChange> changes = SlotPlan.due(state, part);
        var id = state.requests().next();
        NodeState asking = state.with(state.requests().with(Kind.SLOTS, state.now()));
        Moment next = state.now().plus(state.settings().loopWait());
        NodeState noted =
                part == Part.ADVANCE ? asking.with(state.slots().withAdvance(next)) : asking;
        return Plan.of(noted).and(new PostgresAction.KeepSlots(id, changes, permit(state)));
    }

    /** A leader's slots are the leader's business; a standby's view of them is soon outdated. */
    private static Permit permit(NodeState state) {
        return state.lease() instanceof Lease.Held
                ? Plan.leasePermit(state)
                : new Permit.NotAfter(state.now().plus(state.settings().loopWait()));
    }
}
