package io.matriarch.machine;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.crashedPrimary;
import static io.matriarch.testing.Facts.epoch;
import static io.matriarch.testing.Facts.primary;
import static io.matriarch.testing.Facts.sessionOf;
import static io.matriarch.testing.Facts.stoppedPrimary;
import static io.matriarch.testing.Facts.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.matriarch.action.PostgresAction;
import io.matriarch.event.OperatorEvent;
import io.matriarch.state.Lock;
import io.matriarch.state.MemberState;
import io.matriarch.state.Outcome;
import io.matriarch.state.Role;
import io.matriarch.state.Tags;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stories of one member in a few events. */
class MachineTest {
    private static final Lock.Held OURS = new Lock.Held(Facts.N1, sessionOf(Facts.N1), epoch(200));
    private static final Views LED_BY_US = Views.free().lockedBy(Optional.of(OURS));

    @Test
    void aFreeLockIsTakenAfterTheOthersWereAsked() {
        Story story = freed();
        assertEquals("S22-lock-free-ask", story.rule());
        assertEquals(
                "AskPeers[round=5, apiUrls={n2=http://n2:8008/patroni,"
                        + " n3=http://n3:8008/patroni}, forVotes=false, servers={}]",
                story.ordered().getFirst());

        story.told(N2, told(1, WRITTEN), N3, told(1, WRITTEN));
        assertEquals("S20-lock-free-best", story.rule());
        assertEquals(
                "TakeLock[request=6, syncVersion=-1, permit=NotAfter[until=102.050]]",
                story.ordered().getFirst());
    }

    @Test
    void whoeverIsBehindLetsTheOtherTakeTheLock() {
        Story story = freed().told(N2, told(1, WRITTEN), N3, told(1, 2 * WRITTEN));

        assertEquals("S24-lock-free-later", story.rule());
        assertEquals(0, story.ordered().size());
    }

    @Test
    void nothingIsPromotedBeforeTheGuardEchoes() {
        Story story = taken();
        assertEquals("P22-promote-unguarded", story.rule());
        assertFalse(begins(story), story.ordered().toString());

        story.guardEchoed();
        assertEquals("P20-promote", story.rule());
        assertEquals(
                "Begin[id=9, operation=Promote[epoch=200, above=Optional.empty,"
                        + " names=Optional.empty],"
                        + " permit=LeaseHeld[epoch=200, until=125.000], deadline=160.100]",
                story.ordered().getFirst());
    }

    @Test
    void aPromotedMemberIsSteadyWhenTheProbeSaysSo() {
        Story story = taken().guardEchoed().at(101).ended(new Outcome.Succeeded());
        assertEquals("P60-primary-unsure", story.rule());

        story.probed(primary(2, WRITTEN, Facts.fork(1, WRITTEN)));
        assertEquals("P10-steady-primary", story.rule());
    }

    @Test
    void theKillComesFirstWhenTheLeaseIsOver() {
        Story story = States.primaryStory().suspended().at(125).tick();

        assertEquals("F10-lease-over", story.rule());
        assertEquals("FenceNow[why=lease of epoch 100 EXPIRED]", story.ordered().getFirst());
    }

    @Test
    void anUnrenewedLeaseStopsPostgresInOrderBeforeItIsOver() {
        Story story = States.primaryStory().suspended().at(119.999).tick();
        assertEquals("P10-steady-primary", story.rule());

        story.at(120).tick();
        assertEquals("F20-lease-ending", story.rule());
    }

    @Test
    void aKillThatDidNotWorkIsOrderedAgain() {
        Story story = States.primaryStory().suspended().at(125).tick();
        story.at(125.1).probed(primary(1, WRITTEN));
        assertEquals("F14-kill-under-way", story.rule());

        story.at(126).tick();
        assertEquals("F10-lease-over", story.rule());
        assertEquals("FenceNow[why=lease of epoch 100 EXPIRED]", story.ordered().getFirst());
    }

    @Test
    void aKilledPrimaryForgetsItsLease() {
        Story story = States.primaryStory().suspended().at(125).tick();
        story.at(125.2).probed(crashedPrimary());

        assertEquals("F18-lease-over-harmless", story.rule());
        assertEquals("None[]", story.state().lease().toString());
    }

    @Test
    void aPrimaryThatSeesAnotherHolderIsKilled() {
        Story story = Story.booted().connected().probed(primary(1, WRITTEN)).read(Views.ledByN2());

        assertEquals("F40-primary-of-another-tenure", story.rule());
        assertEquals("FenceNow[why=runs as primary without the lock]", story.ordered().getFirst());
    }

    @Test
    void aCrashedPrimaryIsStartedAgainWhereItIs() {
        Story story = States.primaryStory().at(101).postmasterEnded().probed(crashedPrimary());

        assertEquals("P30-restart-primary", story.rule());
    }

    @Test
    void anAgentThatIsAskedToStopStopsPostgresBeforeItGivesTheLockBack() {
        Story story = States.primaryStory().at(101);
        story.then(new OperatorEvent.StopRequested(story.now()));
        assertEquals("L10-leaving-stop", story.rule());

        story.at(102).ended(new Outcome.Succeeded()).probed(stoppedPrimary());
        assertEquals("L12-leaving-release", story.rule());

        story.lockReleased();
        assertEquals("L22-leaving-done", story.rule());
        assertEquals(
                "EndAgent[exitCode=0, message=stopped as requested, closeSession=true]",
                story.ordered().getFirst());
    }

    @Test
    void anEmptyMemberCopiesTheRunningLeader() {
        Story story = Story.from(States.emptyNewcomer()).read(Views.ledByN2());

        assertEquals("J10-copy", story.rule());
        assertEquals("COPY", story.last().durable().orElseThrow().unfinished().name());
    }

    @Test
    void anotherRunBeginsWithAnEventAndKnowsWhatWasUnfinished() {
        Story copying = Story.from(States.emptyNewcomer()).read(Views.ledByN2());

        Story again =
                Story.booted(copying.state().local(), copying.state().durable())
                        .connected()
                        .probed(stoppedPrimary())
                        .read(Views.ledByN2());

        assertEquals("J10-copy", again.rule(), "half a copy is worth nothing");
    }

    @Test
    void anEventFromThePastCountsAsSimultaneous() {
        Story story = States.primaryStory().at(99).tick();

        assertEquals("100.100", story.state().now().toString());
    }

    /** n2 has given its lock back; we and n3 stream from it. */
    private static Story freed() {
        return States.standbyStory()
                .sees(
                        Views.free()
                                .with(
                                        N2,
                                        Facts.record(
                                                N2,
                                                Role.REPLICA,
                                                1,
                                                MemberState.RUNNING,
                                                Facts.released(Views.EPOCH),
                                                Tags.NONE)));
    }

    /** The lock is ours and the keys were read under it. */
    private static Story taken() {
        return freed().told(N2, told(1, WRITTEN), N3, told(1, WRITTEN))
                .lockTaken(epoch(200))
                .at(100.1)
                .tick()
                .read(LED_BY_US);
    }

    private static boolean begins(Story story) {
        return story.last().actions().stream().anyMatch(one -> one instanceof PostgresAction.Begin);
    }
}
