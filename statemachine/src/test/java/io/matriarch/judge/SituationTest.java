package io.matriarch.judge;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.OTHER_SYSTEM;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.at;
import static io.matriarch.testing.Facts.primary;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.stoppedPrimary;
import static io.matriarch.testing.Facts.stoppedStandby;
import static io.matriarch.testing.Facts.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.machine.Genesis;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.Fence;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Requests;
import io.matriarch.state.Role;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import io.matriarch.value.Revision;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SituationTest {
    private static final NodeState HOLDER = States.steadyPrimary();
    private static final NodeState STANDBY = States.steadyStandby();

    @Test
    void aSteadyPrimaryIsAHolderWithNothingToDo() {
        assertEquals("GOOD PRIMARY IDLE ARMED NONE NONE STAYING", holder(HOLDER));
    }

    @Test
    void aLeaseEndsInThreeStages() {
        NodeState cut = Story.from(HOLDER).suspended().state();

        assertEquals("GOOD", first(holder(States.later(cut, 19.8))));
        assertEquals("ENDING", first(holder(States.later(cut, 19.9))));
        assertEquals("OVER", first(holder(States.later(cut, 24.9))));
        assertEquals(
                "OVER", first(holder(HOLDER.with(new Lease.Over(Views.EPOCH, Lease.Ended.LOST)))));
    }

    @Test
    void theGuardCountsAsArmedOnlyByAnEchoThatIsStillAhead() {
        assertEquals("ARMED", guard(new Fence.Armed(1, at(125))));
        assertEquals("UNARMED", guard(new Fence.Armed(1, at(100.1))));
        assertEquals("ARMED", guard(arming(100.1, 110)));
        assertEquals("UNARMED", guard(arming(100.1, 100)));
        assertEquals("SILENT", guard(arming(97, 100)));
        assertEquals("KILLING", guard(new Fence.Fenced(at(100))));
        assertEquals("UNARMED", guard(new Fence.Fenced(at(99))));
        assertEquals("UNARMED", guard(new Fence.Unarmed()));
    }

    @Test
    void theHoldersServerIsWhatMattersForWriting() {
        assertEquals("STANDBY", server(standby(1, WRITTEN)));
        assertEquals("OPENING", server(new Postgres.Starting(true)));
        assertEquals("STARTING", server(new Postgres.Starting(false)));
        assertEquals("DOWN", server(stoppedPrimary()));
        assertEquals("DOWN", server(new Postgres.NoData()));
        assertEquals("DOWN", server(new Postgres.Unreadable("no permission")));
        assertEquals("UNSURE", server(new Postgres.Hanging("no answer")));
        assertEquals("UNSURE", server(new Postgres.Unknown("not looked yet")));
    }

    @Test
    void aFollowingStandbyIsAnOutsiderAtItsPlace() {
        NodeState heard = States.answered(STANDBY, told(1, WRITTEN), told(1, WRITTEN));

        assertEquals("OTHER STANDBY IDLE BEST FIT REWIND RIGHT MEMBER", outsider(heard));
        assertEquals("ASTRAY", upstream(STANDBY.with(standby(1, 1, Optional.empty()))));
    }

    @Test
    void aLockIsJudgedByWhatMayBeReliedOn() {
        NodeState free = States.seeing(STANDBY, Views.free());

        assertEquals("OTHER", first(outsider(STANDBY)));
        assertEquals("FREE", first(outsider(States.standbyOfFreeLock())));
        assertEquals("UNPROVEN", first(outsider(free)));
        assertEquals("UNPROVEN", first(outsider(States.later(free, 29.999))));
        assertEquals("FREE", first(outsider(States.later(free, 30))));
        assertEquals("UNKNOWN", first(outsider(reading(free))), "it is being read");
        assertEquals("PENDING", first(outsider(States.seeing(STANDBY, Views.ledByN1()))));
        assertEquals("UNSEEN", first(outsider(Story.from(STANDBY).suspended().state())));
        assertEquals("UNKNOWN", first(outsider(Story.from(STANDBY).noticed().state())));
        assertEquals(
                "PENDING",
                first(outsider(STANDBY.with(new Lease.Asked(Requests.NONE.next(), at(1))))));
    }

    @Test
    void aLockThatMayBeOursIsWaitedForAsLongAsTheDcsMayAnswer() {
        NodeState asked = STANDBY.with(new Lease.Asked(Requests.NONE.next(), at(100)));
        NodeState away = Story.from(asked).suspended().state();

        assertEquals("PENDING", first(outsider(States.later(away, 29.9))));
        assertEquals("UNSEEN", first(outsider(States.later(away, 30.1))));
        assertEquals("PENDING", first(outsider(States.later(asked, 30.1))));
    }

    @Test
    void dataOfAnotherClusterMakesAStranger() {
        Views other = Views.ledByN2().with(new Initialize.Made(OTHER_SYSTEM));

        assertEquals("STRANGER", last(outsider(States.seeing(STANDBY, other))));
        assertEquals("LEAVING", last(outsider(STANDBY.with(Presence.LEAVING))));
    }

    @Test
    void ownDataThatHasNeverRunMakesAFounderOrANewborn() {
        NodeState born =
                States.claimed(
                        States.unfinished(STANDBY.with(stoppedPrimary()), Unfinished.BIRTH), 70);
        Views ours = Views.free().with(new Initialize.Claimed(new Revision(0, 70)));
        Views theirs = Views.free().with(new Initialize.Claimed(new Revision(0, 71)));

        assertEquals("FOUNDER", last(outsider(States.seeing(born, ours))));
        assertEquals("NEWBORN", last(outsider(States.seeing(born, Views.free()))));
        assertEquals("CLAIMED NONE IDLE JOIN READY", newcomer(States.seeing(born, theirs)));
    }

    @Test
    void whatWasLeftHalfMadeIsWorthNothing() {
        NodeState down = STANDBY.with(stoppedStandby());

        assertEquals(
                "MADE THERE IDLE JOIN READY", newcomer(States.unfinished(down, Unfinished.COPY)));
        assertEquals(
                "MADE THERE IDLE JOIN READY", newcomer(States.unfinished(down, Unfinished.INITDB)));
        assertEquals("OTHER", first(outsider(States.unfinished(down, Unfinished.REWIND))));
    }

    @Test
    void aNewcomerSeesWhetherThereIsAClusterToJoin() {
        NodeState empty = States.emptyNewcomer();
        Views vacant = Views.free().with(new Initialize.Absent());
        Views claimed = Views.free().with(new Initialize.Claimed(new Revision(0, 70)));

        assertEquals("UNKNOWN", first(newcomer(empty)));
        assertEquals("VACANT", first(newcomer(States.seeing(empty, vacant))));
        assertEquals("CLAIMED", first(newcomer(States.seeing(empty, claimed))));
        assertEquals("OURS", first(newcomer(States.seeing(States.claimed(empty, 70), claimed))));
        assertEquals("MADE THERE IDLE JOIN READY", newcomer(States.seeing(empty, Views.ledByN2())));
        assertEquals("MADE NONE IDLE JOIN READY", newcomer(States.seeing(empty, Views.free())));
        assertEquals(
                "CLAIMED",
                first(
                        newcomer(
                                States.seeing(
                                        empty, Views.ledByN2().with(new Initialize.Absent())))),
                "somebody leads a cluster that does not know its identity");
    }

    @Test
    void aClaimIsAbandonedWhenItsMakerWasNotSeenForOneTimeout() {
        Views claimed = Views.free().with(new Initialize.Claimed(new Revision(0, 70)));
        NodeState seen = Story.from(States.emptyNewcomer()).read(claimed).state();

        assertEquals("CLAIMED", first(newcomer(States.later(seen, 29.999))));
        assertEquals("ABANDONED", first(newcomer(States.later(seen, 30))));
    }

    @Test
    void aLeaderThatDoesNotRunIsNoSource() {
        Views starting = Views.ledByN2().with(N2, record(N2, Role.REPLICA, 1));

        assertEquals(
                "MADE NONE IDLE JOIN READY",
                newcomer(States.seeing(States.emptyNewcomer(), starting)));
    }

    @Test
    void whoeverDoesNotTakePartIsAside() {
        assertEquals(new AsideSituation(Presence.ABSENT), Situation.of(Genesis.state()));
        assertEquals(new AsideSituation(Presence.GONE), Situation.of(STANDBY.with(Presence.GONE)));
    }

    @Test
    void anOperationShowsAsWhatItDoesToWriting() {
        Operation promote = new Operation.Promote(Views.EPOCH);
        NodeState opening = HOLDER.with(standby(1, WRITTEN));

        assertEquals("TAKING", holder(States.busy(opening, promote)).split(" ")[2]);
        assertEquals(
                "STOPPING", holder(States.busy(HOLDER, new Operation.Stop(false))).split(" ")[2]);
        assertEquals(
                "TAKING",
                outsider(States.busy(STANDBY.with(primary(1, 1)), promote)).split(" ")[2]);
        assertEquals(
                "BUSY",
                outsider(States.busy(STANDBY, new Operation.Follow(Facts.upstream(N2))))
                        .split(" ")[2]);
    }

    private static NodeState reading(NodeState state) {
        return state.with(state.requests().with(Requests.Kind.READ, state.now()));
    }

    private static Fence arming(double since, double armedUntil) {
        return new Fence.Arming(8, 9, at(125), at(100.1), at(since), at(armedUntil));
    }

    private static String guard(Fence fence) {
        return holder(HOLDER.with(fence)).split(" ")[3];
    }

    private static String server(Postgres found) {
        return holder(HOLDER.with(found)).split(" ")[1];
    }

    private static String upstream(NodeState state) {
        return outsider(state).split(" ")[6];
    }

    private static String first(String situation) {
        return situation.substring(0, situation.indexOf(' '));
    }

    private static String last(String situation) {
        return situation.substring(situation.lastIndexOf(' ') + 1);
    }

    private static String holder(NodeState state) {
        HolderSituation one = (HolderSituation) Situation.of(state);
        return String.join(
                " ",
                one.lease().name(),
                one.postgres().name(),
                one.work().name(),
                one.guard().name(),
                one.order().name(),
                one.recovery().name(),
                one.stay().name());
    }

    private static String outsider(NodeState state) {
        OutsiderSituation one = (OutsiderSituation) Situation.of(state);
        return String.join(
                " ",
                one.lock().name(),
                one.postgres().name(),
                one.work().name(),
                one.candidacy().name(),
                one.rejoin().name(),
                one.mending().name(),
                one.upstream().name(),
                one.standing().name());
    }

    private static String newcomer(NodeState state) {
        NewcomerSituation one = (NewcomerSituation) Situation.of(state);
        return String.join(
                " ",
                one.cluster().name(),
                one.source().name(),
                one.work().name(),
                one.may().name(),
                one.pace().name());
    }
}
