package io.matriarch.judge.slots;

import static io.matriarch.judge.slots.SlotStates.idle;
import static io.matriarch.judge.slots.SlotStates.leader;
import static io.matriarch.judge.slots.SlotStates.onlyWhereFed;
import static io.matriarch.judge.slots.SlotStates.permanent;
import static io.matriarch.judge.slots.SlotStates.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.NodeState;
import io.matriarch.state.SlotPolicy.Permanent;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotReportTest {
    @Test
    void aLeaderPublishesWhereEachSlotStandsAndTheEndOfItsOwnLog() {
        assertEquals("{n1=0/5000, n2=0/5000, n3=0/3000}", positions(leader(idle("n3", 0x3000))));
    }

    @Test
    void itNamesTheSlotsOfAllMembersAndOfThoseWhoMayComeBack() {
        assertEquals("[n1, n2, n3]", retained(leader()));
        assertEquals("[n1, n2, n3, n4]", retained(seen(leader(), "n4", 1799)));
        assertEquals("[n1, n2, n3]", retained(seen(leader(), "n4", 1800)));
    }

    @Test
    void permanentSlotsNeedNotBeRetained() {
        assertEquals("[n1, n2]", retained(permanent(leader(), "n3", Permanent.PHYSICAL)));
    }

    @Test
    void withoutATimeToKeepThemOnlyPermanentSlotsArePublished() {
        NodeState state =
                permanent(onlyWhereFed(leader(idle("backup", 0x10))), "backup", Permanent.PHYSICAL);
        assertEquals("{backup=0/10} []", positions(state) + " " + retained(state));
    }

    @Test
    void whoDoesNotLeadPublishesNothing() {
        assertEquals(Optional.empty(), SlotReport.of(SlotStates.follower()));
    }

    private static String positions(NodeState state) {
        return SlotReport.of(state).orElseThrow().positions().toString();
    }

    private static String retained(NodeState state) {
        return SlotReport.of(state).orElseThrow().retained().toString();
    }
}
