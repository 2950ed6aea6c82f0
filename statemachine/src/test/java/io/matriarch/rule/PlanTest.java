package io.matriarch.rule;

import static io.matriarch.rule.Decided.ASKING;
import static io.matriarch.rule.Decided.N2_UPSTREAM;
import static io.matriarch.rule.Decided.begin;
import static io.matriarch.rule.Decided.decided;
import static io.matriarch.rule.Decided.heard;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.OTHER_SYSTEM;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.crashedPrimary;
import static io.matriarch.testing.Facts.fork;
import static io.matriarch.testing.Facts.primary;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.stoppedPrimary;
import static io.matriarch.testing.Facts.stoppedStandby;
import static io.matriarch.testing.Facts.tags;
import static io.matriarch.testing.Facts.upstream;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.ClusterView;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.Initialize;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Presence;
import io.matriarch.state.RejoinPolicy;
import io.matriarch.state.Role;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import io.matriarch.value.Revision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the deciding row of a member without the lock orders, in the records' own words. */
class PlanTest {
    private static final NodeState STANDBY = States.steadyStandby();
    private static final NodeState EMPTY = States.emptyNewcomer();
    private static final Initialize OURS = new Initialize.Claimed(new Revision(0, 70));
    private static final Views LEADER_ON_2 =
            Views.ledByN2().with(N2, record(N2, Role.PRIMARY, 2)).withHistory(fork(1, 0x4000));
    private static final String TAKE =
            "TakeLock[request=4, syncVersion=-1, permit=NotAfter[until=102.000]]";

    private static final String STOP = "Stop[checkpointFirst=false, script=false, immediate=false]";

    @Test
    void aFreeLockIsAskedForOrTaken() {
        NodeState free = States.standbyOfFreeLock();

        assertEquals("S22-lock-free-ask: AskPeers[round=4, " + ASKING, decided(free));
        assertEquals("S20-lock-free-best: " + TAKE, decided(heard(free)));
        assertEquals("P70-adopt-primary: " + TAKE, decided(free.with(primary(1, WRITTEN))));
    }

    @Test
    void whoWasAskedIsNotAskedAgainBeforeItCouldAnswer() {
        NodeState asked = Story.from(States.standbyOfFreeLock()).tick().state();

        assertEquals("S22-lock-free-ask: ", decided(asked));
    }

    @Test
    void aPrimaryWithoutTheLockIsKilled() {
        assertEquals(
                "F40-primary-of-another-tenure: FenceNow[why=runs as primary without the lock]",
                decided(STANDBY.with(primary(1, WRITTEN))));
    }

    @Test
    void aStandbyIsStartedAndFollowsTheLeader() {
        assertEquals(
                "R10-start-standby: "
                        + begin(
                                "StartStandby[feed=From[upstream="
                                        + N2_UPSTREAM
                                        + ", slot=Optional[n1], feedback=false]]",
                                "400.000"),
                decided(STANDBY.with(stoppedStandby())));
        assertEquals(
                "R12-start-without-leader: " + begin("StartStandby[feed=AsBefore[]]", "400.000"),
                decided(States.seeing(STANDBY.with(stoppedStandby()), Views.free())));
        assertEquals(
                "S12-follow-the-leader: "
                        + begin(
                                "Follow[feed=From[upstream="
                                        + N2_UPSTREAM
                                        + ", slot=Optional[n1], feedback=false]]",
                                "160.000"),
                decided(STANDBY.with(standby(1, WRITTEN, Optional.empty()))));
    }

    @Test
    void divergedDataIsStoppedAndMended() {
        assertEquals(
                "R30-diverged-standby: " + begin(STOP, "220.000"),
                decided(
                        States.seeing(
                                STANDBY.with(standby(1, WRITTEN, Optional.empty())), LEADER_ON_2)));
        assertEquals(
                "R16-recover-alone: " + begin("RecoverAlone[]", "3700.000"),
                decided(States.seeing(STANDBY.with(crashedPrimary()), LEADER_ON_2)));
        assertEquals(
                "R20-rewind: " + begin("Rewind[source=" + N2_UPSTREAM + "]", "3700.000"),
                decided(States.seeing(STANDBY.with(stoppedPrimary()), LEADER_ON_2)));
        NodeState split = STANDBY.with(crashedPrimary());
        assertEquals("R36-needs-reinitialize: ", decided(split));
        assertEquals(
                "R22-copy: " + begin("Basebackup[source=" + N2_UPSTREAM + "]", "86500.000"),
                decided(split.with(split.settings().with(new RejoinPolicy(true, false, true)))));
    }

    @Test
    void aLeavingAgentStopsPostgresFirst() {
        NodeState leaving = STANDBY.with(Presence.LEAVING);

        assertEquals("L20-leaving-stop: " + begin(STOP, "220.000"), decided(leaving));
        assertEquals(
                "W22-leaving-cancel: Cancel[id=77]",
                decided(States.busy(leaving, new Operation.Follow(upstream(N2)))));
        assertEquals(
                "W22-leaving-cancel: ", decided(States.busy(leaving, new Operation.Stop(false))));
        assertEquals(
                "L22-leaving-done:"
                        + " RunCallback[callback=ON_STOP, role=replica, scope=main];"
                        + " EndAgent[exitCode=0, message=stopped as requested, closeSession=true]",
                decided(leaving.with(stoppedStandby())));
        assertEquals(
                "L40-leaving-empty:"
                        + " EndAgent[exitCode=0, message=stopped as requested, closeSession=true]",
                decided(EMPTY.with(Presence.LEAVING)));
    }

    @Test
    void anEmptyMemberCopiesTheLeaderOrAPreferredMember() {
        Views preferred =
                Views.ledByN2()
                        .with(
                                N3,
                                record(
                                        N3,
                                        Role.REPLICA,
                                        1,
                                        MemberState.RUNNING,
                                        Optional.empty(),
                                        tags(false, 1, true)));

        assertEquals(
                "J10-copy: " + begin("Basebackup[source=" + N2_UPSTREAM + "]", "86500.000"),
                decided(States.seeing(EMPTY, Views.ledByN2())));
        assertEquals(
                "J10-copy: "
                        + begin(
                                "Basebackup[source=" + N2_UPSTREAM.replace("n2", "n3") + "]",
                                "86500.000"),
                decided(States.seeing(EMPTY, preferred)));
    }

    @Test
    void aClusterIsClaimedMadeAnnouncedAndLed() {
        NodeState born =
                States.claimed(
                        States.unfinished(STANDBY.with(stoppedPrimary()), Unfinished.BIRTH), 70);

        Views nobody = new Views(ClusterView.EMPTY);
        assertEquals(
                "B10-claim: ClaimInitialize[request=4]",
                decided(States.seeing(EMPTY, nobody.with(new Initialize.Absent()))));
        assertEquals(
                "B20-initdb: Begin[id=4, operation=Initdb[], permit=BootstrapClaim[session=1],"
                        + " deadline=700.000]",
                decided(States.seeing(States.claimed(EMPTY, 70), nobody.with(OURS))));
        assertEquals(
                "B30-announce: AnnounceCluster[request=4, systemId=7400000000000000001,"
                        + " claim=Revision[version=0, createdBy=70],"
                        + " permit=BootstrapClaim[session=1]]",
                decided(States.seeing(born, Views.free().with(OURS))));
        assertEquals("B32-lead-the-newborn: " + TAKE, decided(States.seeing(born, Views.free())));
    }

    @Test
    void anAbandonedClaimIsCleared() {
        NodeState seen = Story.from(EMPTY).read(Views.free().with(OURS)).state();

        assertEquals(
                "B26-claim-abandoned:"
                        + " DropClaim[request=4, revision=Revision[version=0, createdBy=70]]",
                decided(States.later(seen, 30)));
    }

    @Test
    void anAgentWithForeignDataEndsAndSaysWhy() {
        Views other = Views.ledByN2().with(new Initialize.Made(OTHER_SYSTEM));

        assertEquals(
                "X10-foreign-data: EndAgent[exitCode=1, message=the data directory belongs to"
                        + " system identifier 7400000000000000001, cluster main has"
                        + " 7400000000000000002 in its key initialize: check scope and data_dir,"
                        + " or empty the data directory to make a copy, closeSession=true]",
                decided(States.seeing(STANDBY, other)));
    }
}
