package io.matriarch.judge.slots;

import static io.matriarch.judge.slots.SlotStates.cascading;
import static io.matriarch.judge.slots.SlotStates.decoding;
import static io.matriarch.judge.slots.SlotStates.follower;
import static io.matriarch.judge.slots.SlotStates.leader;
import static io.matriarch.judge.slots.SlotStates.logical;
import static io.matriarch.judge.slots.SlotStates.permanent;
import static io.matriarch.judge.slots.SlotStates.plan;
import static io.matriarch.testing.Facts.WRITTEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.NodeState;
import io.matriarch.state.Slot;
import io.matriarch.state.SlotPolicy;
import io.matriarch.value.Lsn;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Slots that are worth nothing, permanent ones, and those of PostgreSQL itself. */
class SlotKindsTest {
    @Test
    void aSlotThatKeepsNoLogOrLostItIsMadeAnew() {
        Slot never =
                new Slot(
                        "n3",
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        false);
        Slot lost =
                new Slot(
                        "n3",
                        Optional.empty(),
                        false,
                        Optional.of(new Lsn(1)),
                        false,
                        Optional.empty(),
                        true);
        assertEquals("remake n3", plan(leader(never)));
        assertEquals("remake n3", plan(leader(lost)));
    }

    @Test
    void aFormerPrimaryLetsGoOfTheRowsThatItsSlotsHeld() {
        Slot holding =
                new Slot(
                        "n3",
                        Optional.empty(),
                        false,
                        Optional.of(new Lsn(WRITTEN)),
                        true,
                        Optional.empty(),
                        false);
        assertEquals("remake n3", plan(follower(holding)));
        assertEquals("", plan(leader(holding)));
        assertEquals("", plan(cascading(follower(holding))));
    }

    @Test
    void permanentSlotsAreMadeOnTheLeader() {
        NodeState state = permanent(leader(), "backup", SlotPolicy.Permanent.PHYSICAL);
        NodeState both = permanent(state, "cdc", decoding("app", "pgoutput"));
        assertEquals("make backup, make logical cdc", plan(both));
    }

    @Test
    void onAStandbyPermanentLogicalSlotsAreMovedOnAndOnlyCopiedFromTheLeader() {
        NodeState missing = permanent(follower(), "cdc", decoding("app", "pgoutput"));
        assertEquals(
                "[] [] [slot cdc cannot be copied: the leader does not have it yet]",
                words(missing));
        NodeState told = SlotStates.says(missing, Map.of("cdc", 0x2000L), "n2", "n3");
        assertEquals("[] [cdc] []", words(told));
        assertEquals(
                "[] [] [slot cdc is not copied in maintenance: it costs a restart]",
                words(told.with(told.settings().withMaintenance(true))));
        NodeState there =
                permanent(
                        follower(logical("cdc", "app", "pgoutput", 0x1000)),
                        "cdc",
                        decoding("app", "pgoutput"));
        assertEquals(
                "advance cdc to 0/2000",
                plan(SlotStates.says(there, Map.of("cdc", 0x2000L), "n2", "n3")));
    }

    @Test
    void aSlotOfTheRightNameAndTheWrongKindIsReplaced() {
        NodeState state =
                permanent(
                        leader(logical("cdc", "app", "test_decoding", 1)),
                        "cdc",
                        decoding("app", "pgoutput"));
        assertEquals("drop cdc, make logical cdc", plan(state));
    }

    @Test
    void aLogicalSlotThatLostItsLogIsToldAndNotReplacedInSilence() {
        Slot.Logical decoding =
                new Slot.Logical("app", "pgoutput", Optional.of(new Lsn(1)), false, false);
        Slot lost =
                new Slot(
                        "cdc",
                        Optional.of(decoding),
                        false,
                        Optional.of(new Lsn(1)),
                        false,
                        Optional.empty(),
                        true);
        SlotPlan plan = SlotPlan.of(permanent(leader(lost), "cdc", decoding("app", "pgoutput")));
        assertEquals(
                "[] [slot cdc: log that it should have kept is gone]",
                plan.changes() + " " + plan.notes());
    }

    @Test
    void thereIsNoPermanentSlotForOurselves() {
        assertEquals("", plan(permanent(leader(), "n1", SlotPolicy.Permanent.PHYSICAL)));
    }

    @Test
    void aPermanentSlotOfAStandbyClusterIsNotMadeInAnother() {
        SlotPolicy.Permanent elsewhere =
                new SlotPolicy.Permanent(false, "", "", SlotPolicy.Where.STANDBY_CLUSTER);
        assertEquals("", plan(permanent(leader(), "backup", elsewhere)));
    }

    @Test
    void synchronizedSlotsOfPostgreSqlItselfAreLeftToIt() {
        Slot.Logical synced =
                new Slot.Logical("app", "pgoutput", Optional.of(new Lsn(1)), true, true);
        Slot.Logical left =
                new Slot.Logical("app", "pgoutput", Optional.of(new Lsn(1)), true, false);
        assertEquals("", plan(follower(of("own", synced))));
        assertEquals("drop own", plan(follower(of("own", left))));
        assertEquals("", plan(leader(of("own", left))));
    }

    private static String words(NodeState state) {
        SlotPlan plan = SlotPlan.of(state);
        return plan.changes() + " " + plan.copies() + " " + plan.notes();
    }

    private static Slot of(String name, Slot.Logical logical) {
        return new Slot(
                name,
                Optional.of(logical),
                false,
                Optional.of(new Lsn(1)),
                false,
                Optional.empty(),
                false);
    }
}
