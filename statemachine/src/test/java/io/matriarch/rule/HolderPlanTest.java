package io.matriarch.rule;

import static io.matriarch.rule.Decided.ASKING;
import static io.matriarch.rule.Decided.decided;
import static io.matriarch.rule.Decided.heard;
import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.crashedPrimary;
import static io.matriarch.testing.Facts.fork;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.stoppedPrimary;
import static io.matriarch.testing.Facts.stoppedStandby;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Role;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the deciding row of the holder of the lock orders, in the records' own words. */
class HolderPlanTest {
    private static final NodeState PRIMARY = States.steadyPrimary();
    private static final Views SWITCHOVER =
            Views.ledByN1().asked(Optional.of(N1), Optional.empty());
    private static final Views MISLED = Views.ledByN1().asked(Optional.of(N2), Optional.empty());
    private static final String LEASE = "permit=LeaseHeld[epoch=100, until=125.000]";

    @Test
    void theLockIsGivenBackWithTheLastWordsAndTheProof() {
        NodeState down = heard(States.seeing(PRIMARY.with(stoppedPrimary()), SWITCHOVER));

        assertEquals(
                "O16-handover-release: WriteStatus[request=8, position=0/4F90, alsoOld=false,"
                        + " slots=Optional.empty, "
                        + LEASE
                        + "]; ReleaseLock[request=9, epoch=100, record of DEMOTED released 100"
                        + " at Optional[0/4F90]]",
                decided(down));
        assertEquals(
                "P40-hand-on: ReleaseLock[request=8, epoch=100,"
                        + " record of UNINITIALIZED released 100 at Optional.empty]",
                decided(PRIMARY.with(new Postgres.NoData())));
    }

    @Test
    void aLeaseThatIsOverKillsOrIsForgotten() {
        NodeState over = PRIMARY.with(new Lease.Over(Views.EPOCH, Lease.Ended.LOST));
        String kill = "FenceNow[why=lease of epoch 100 LOST]";

        assertEquals("F10-lease-over: " + kill, decided(over));
        assertEquals(
                "F10-lease-over: " + kill + "; Cancel[id=77]",
                decided(States.busy(over, new Operation.Stop(false))));
        assertEquals(
                "F12-lease-over-while-taking: " + kill + "; Cancel[id=77]",
                decided(
                        States.busy(
                                over.with(standby(1, WRITTEN)),
                                new Operation.Promote(Views.EPOCH))));
        assertEquals("F18-lease-over-harmless: ", decided(over.with(stoppedPrimary())));
    }

    @Test
    void aStandbyWithTheLockIsPromotedAndTheRequestCleared() {
        NodeState holder = PRIMARY.with(standby(1, WRITTEN));
        Views named = Views.ledByN1().asked(Optional.of(N2), Optional.of(N1));

        assertEquals("P20-promote: " + promote(8, "Optional.empty"), decided(holder));
        assertEquals(
                "P20-promote: " + clear("a new leader took over") + promote(9, "Optional.empty"),
                decided(States.seeing(holder, named)));
    }

    @Test
    void aPromotionBeginsATimelineThatTheClusterNeverUsed() {
        NodeState behind =
                States.seeing(
                        PRIMARY.with(standby(1, 0x3000)),
                        Views.ledByN1().withHistory(fork(1, 0x4000)));

        assertEquals("P20-promote: " + promote(8, "Optional[2]"), decided(behind));

        NodeState besideABranch =
                States.seeing(
                        PRIMARY.with(standby(1, WRITTEN)),
                        Views.ledByN1().with(N3, Facts.record(N3, Role.REPLICA, 4)));

        assertEquals("P20-promote: " + promote(8, "Optional[4]"), decided(besideABranch));
    }

    @Test
    void aHolderThatIsDownIsStartedAsWhatItWas() {
        String start =
                "operation=StartPrimary[epoch=100, names=Optional.empty, closed=false], "
                        + LEASE
                        + ", deadline=400.100]";

        assertEquals(
                "P30-restart-primary: Begin[id=8, " + start,
                decided(PRIMARY.with(crashedPrimary())));
        assertEquals(
                "P30-restart-primary: "
                        + clear("it is meant for leader n2")
                        + "Begin[id=9, "
                        + start,
                decided(States.seeing(PRIMARY.with(crashedPrimary()), MISLED)));
        assertEquals(
                "P32-reopen-standby: Begin[id=8, operation=StartStandby[feed=Nobody[]],"
                        + " permit=NoneNeeded[], deadline=400.100]",
                decided(PRIMARY.with(stoppedStandby())));
    }

    @Test
    void anEndingLeaseStopsPostgresInOrder() {
        NodeState cut = Story.from(PRIMARY).suspended().state();

        assertEquals(
                "F20-lease-ending: Begin[id=8, operation=Stop[checkpointFirst=false, script=false,"
                        + " immediate=false],"
                        + " permit=NoneNeeded[], deadline=240.100]",
                decided(States.later(cut, 20)));
    }

    @Test
    void aHandoverAsksThenStopsOrIsCleared() {
        NodeState requested = States.seeing(PRIMARY, SWITCHOVER);

        assertEquals("O12-handover-ask: AskPeers[round=8, " + ASKING, decided(requested));
        assertEquals(
                "O10-handover-stop: Begin[id=8, operation=Stop[checkpointFirst=true, script=false,"
                        + " immediate=false],"
                        + " permit=NoneNeeded[], deadline=220.100]",
                decided(heard(requested)));
        assertEquals(
                "O14-handover-void: " + clear("it is meant for leader n2"),
                decided(States.seeing(PRIMARY, MISLED)) + "; ");
    }

    @Test
    void aLeavingHolderStopsPostgresWithTheLockStillHeld() {
        assertEquals(
                "L10-leaving-stop: Begin[id=8, operation=Stop[checkpointFirst=true, script=false,"
                        + " immediate=false],"
                        + " permit=NoneNeeded[], deadline=220.100]",
                decided(PRIMARY.with(Presence.LEAVING)));
    }

    private static String promote(int id, String above) {
        return "Begin[id="
                + id
                + ", operation=Promote[epoch=100, above="
                + above
                + ", names=Optional.empty], "
                + LEASE
                + ", deadline=160.100]";
    }

    private static String clear(String why) {
        return "ClearFailover[request=8, revision=Revision[version=7, createdBy=70], why="
                + why
                + ", "
                + LEASE
                + "]; ";
    }
}
