package io.matriarch.judge.slots;

import static io.matriarch.judge.slots.SlotStates.active;
import static io.matriarch.judge.slots.SlotStates.cascading;
import static io.matriarch.judge.slots.SlotStates.follower;
import static io.matriarch.judge.slots.SlotStates.idle;
import static io.matriarch.judge.slots.SlotStates.ignoring;
import static io.matriarch.judge.slots.SlotStates.leader;
import static io.matriarch.judge.slots.SlotStates.logical;
import static io.matriarch.judge.slots.SlotStates.onlyWhereFed;
import static io.matriarch.judge.slots.SlotStates.plan;
import static io.matriarch.judge.slots.SlotStates.policy;
import static io.matriarch.judge.slots.SlotStates.seen;
import static io.matriarch.judge.slots.SlotStates.tagged;
import static io.matriarch.judge.slots.SlotStates.with;
import static io.matriarch.judge.slots.SlotStates.without;
import static io.matriarch.testing.Facts.N3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.NodeState;
import io.matriarch.state.Role;
import io.matriarch.state.SlotPolicy;
import io.matriarch.state.Tags;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlotPlanTest {
    @Test
    void aLeaderWhoseMembersAllHaveTheirSlotsChangesNothing() {
        assertEquals("", plan(leader()));
    }

    @Test
    void aLeaderMakesASlotForEachOtherMemberAndNoneForItself() {
        assertEquals("make n2, make n3", plan(with(States.steadyPrimary(), List.of())));
    }

    @Test
    void aMemberThatMayLeadKeepsSlotsForAllOthers() {
        assertEquals("make n2, make n3", plan(with(States.steadyStandby(), List.of())));
    }

    @Test
    void aMemberThatMayNeverLeadKeepsNone() {
        NodeState tagged = States.tagged(States.steadyStandby(), Facts.tags(true, 0, false));
        assertEquals("", plan(with(tagged, List.of())));
    }

    @Test
    void aMemberThatMayNeverLeadKeepsThoseOfWhomItFeeds() {
        NodeState tagged = States.tagged(States.steadyStandby(), Facts.tags(true, 0, false));
        assertEquals("make n3", plan(with(cascading(tagged), List.of())));
    }

    @Test
    void withoutATimeToKeepThemOnlyTheFeederKeepsASlot() {
        NodeState leader = with(onlyWhereFed(States.steadyPrimary()), List.of());
        NodeState standby = with(onlyWhereFed(States.steadyStandby()), List.of());
        assertEquals("make n2, make n3", plan(leader));
        assertEquals("", plan(standby));
        assertEquals("make n3", plan(cascading(standby)));
    }

    @Test
    void aMemberWithoutStreamingNeedsNoSlot() {
        Tags tags = Tags.of(new TreeMap<>(Map.of("nostream", "true")));
        NodeState state = tagged(with(States.steadyPrimary(), List.of()), N3, tags);
        assertEquals("make n2", plan(state));
    }

    @Test
    void theSlotOfAMemberThatIsGoneStaysForItsTime() {
        NodeState gone = without(leader(idle("n3", 0x3000)), N3);
        assertEquals("", plan(seen(gone, "n3", 1799)));
        assertEquals("drop n3", plan(seen(gone, "n3", 1800)));
    }

    @Test
    void aStandbyKeepsASlotAsLongAsTheLeaderSaysSo() {
        NodeState gone = without(follower(), N3);
        assertEquals("", plan(seen(gone, "n3", 9999)));
    }

    @Test
    void aSlotThatNobodyNeedsIsDropped() {
        assertEquals(
                "[Drop[slot=extra, why=no member and no setting needs it]]",
                SlotPlan.of(leader(idle("extra", 0x100))).changes().toString());
    }

    @Test
    void aSlotInUseIsNeverDropped() {
        SlotPlan plan = SlotPlan.of(leader(active(idle("extra", 0x100))));
        assertEquals(
                "[] [slot extra is in use, or it would be dropped: no member and no setting needs"
                        + " it]",
                plan.changes() + " " + plan.notes());
    }

    @Test
    void anIgnoredSlotIsLeftAlone() {
        SlotPolicy.Ignored byName = new SlotPolicy.Ignored("extra", "", "", "");
        SlotPolicy.Ignored byPlugin = new SlotPolicy.Ignored("", "logical", "app", "pgoutput");
        assertEquals("", plan(ignoring(leader(idle("extra", 1)), byName)));
        assertEquals(
                "drop other",
                plan(
                        ignoring(
                                leader(
                                        logical("mine", "app", "pgoutput", 1),
                                        logical("other", "app", "test_decoding", 1)),
                                byPlugin)));
    }

    @Test
    void inMaintenanceNothingIsDroppedAndWhatIsMissingIsMade() {
        NodeState state = with(States.steadyPrimary(), List.of(idle("extra", 1), idle("n2", 1)));
        assertEquals("make n3", plan(state.with(state.settings().withMaintenance(true))));
    }

    @Test
    void whereSlotsAreSwitchedOffNothingIsTouched() {
        SlotPolicy off = new SlotPolicy(false, Duration.ofMinutes(30), new TreeMap<>(), List.of());
        assertEquals("", plan(policy(leader(idle("extra", 1)), off)));
    }

    @Test
    void aStandbyMovesASlotToWhereTheLeaderSaysItsUserIs() {
        NodeState state = follower(idle("n3", 0x3000));
        assertEquals("advance n3 to 0/5000", plan(state));
    }

    @Test
    void aStandbyMovesNoSlotBeyondWhatItHasReplayed() {
        NodeState behind = follower(idle("n3", 0x3000)).with(Facts.standby(1, 0x4000));
        assertEquals("advance n3 to 0/4000", plan(behind));
    }

    @Test
    void aLeaderMovesTheSlotOfAMemberThatStreamsFromAnother() {
        NodeState state = tagged(leader(idle("n3", 0x3000)), N3, SlotStates.replicatingFrom("n2"));
        assertEquals("advance n3 to 0/5000", plan(state));
    }

    @Test
    void theSlotOfAMemberThatShouldStreamFromHereWaitsForIt() {
        assertEquals("", plan(leader(idle("n3", 0x3000))));
    }

    @Test
    void aServerOfVersionTenCannotMoveSlots() {
        NodeState state = follower(idle("n3", 0x3000));
        var old =
                new io.matriarch.state.Slots.Found(
                        state.slots().found().orElseThrow().slots(), 100_023, Optional.empty());
        assertEquals("drop n2, drop n3", plan(state.with(state.slots().with(Optional.of(old)))));
    }

    @Test
    void membersThatShareASlotAreTold() {
        MemberName twin = new MemberName("N3");
        NodeState state = leader();
        Views view =
                new Views(state.cluster().latest().orElseThrow())
                        .with(N3, Facts.record(N3, Role.REPLICA, 1));
        var members = new TreeMap<>(view.made().members());
        members.put(
                twin,
                new io.matriarch.state.Member(
                        twin, Facts.sessionOf(N3), Facts.record(N3, Role.REPLICA, 1)));
        var made = view.made();
        NodeState twins =
                States.seeing(
                        state,
                        new Views(
                                new io.matriarch.state.ClusterView(
                                        made.initialize(),
                                        made.config(),
                                        made.lock(),
                                        members,
                                        made.failover(),
                                        made.sync(),
                                        made.position(),
                                        made.history())));
        assertEquals(
                "[member n3 shares slot n3 with another member]",
                SlotPlan.of(twins).notes().toString());
    }

    @Test
    void nothingIsJudgedOnAnOutdatedReading() {
        NodeState state = leader(idle("extra", 1));
        var seen = (io.matriarch.state.Cluster.Seen) state.cluster();
        assertEquals("", plan(state.with(seen.asOutdated())));
    }
}
