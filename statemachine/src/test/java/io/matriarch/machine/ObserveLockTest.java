package io.matriarch.machine;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.at;
import static io.matriarch.testing.Facts.epoch;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.released;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.event.OperatorEvent;
import io.matriarch.state.Cluster;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lock;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.Requests.Pending;
import io.matriarch.state.Role;
import io.matriarch.state.Tags;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.RequestId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose lock it is, by what the DCS answered. */
class ObserveLockTest {
    private static final LockEpoch NEW = epoch(200);
    private static final Lock OURS = new Lock.Held(Facts.N1, Facts.sessionOf(Facts.N1), NEW);

    @Test
    void aTakenLockIsHeldFromTheBeginningOfOurSession() {
        assertEquals("Held[epoch=200, until=125.000, taken]", lease(asking().lockTaken(NEW)));
    }

    @Test
    void aCreateWithoutAnAnswerMayStillBeOurs() {
        Story story = asking().failed(Kind.LOCK);

        assertTrue(lease(story).startsWith("Asked["), lease(story));
        assertEquals("Z24-lock-may-be-ours", story.rule());
    }

    @Test
    void aCreateWithoutAnAnswerIsOursWhenALaterReadingShowsIt() {
        Story story = asking().failed(Kind.LOCK).at(100.5).tick().read(ledByUs());

        assertEquals("Held[epoch=200, until=125.000, found]", lease(story));
    }

    @Test
    void aCreateWithoutAnAnswerIsNotOursAfterAWriteThatCameBehindIt() {
        Story story = asking().failed(Kind.LOCK).at(100.5).tick().read(Views.free());
        assertTrue(lease(story).startsWith("Asked["), "it may still be under way");

        story.at(110.5).tick().memberWritten(new Lock.Free());
        assertEquals("None[]", lease(story));
    }

    @Test
    void aReadingThatIsNotWaitedForSettlesNothing() {
        Story story = asking();
        Event old = readingAt(story, 99, ledByUs());

        story.failed(Kind.LOCK).then(old);

        assertTrue(lease(story).startsWith("Asked["), lease(story));
    }

    @Test
    void aCreateThatWasNeverSentIsNotOurs() {
        assertEquals("None[]", lease(asking().unsent(Kind.LOCK)));
    }

    @Test
    void aRefusedCreateIsNotOurs() {
        assertEquals("None[]", lease(asking().lockRefused()));
    }

    @Test
    void definiteLossActsAtOnceAndBeforeAnythingElse() {
        Story story = renewing().memberWritten(new Lock.Free());

        assertEquals("F10-lease-over", story.rule());
        assertEquals("FenceNow[why=lease of epoch 100 LOST]", story.ordered().getFirst());
        assertEquals("Over[epoch=100, why=LOST]", lease(story));
    }

    @Test
    void theLockOfAnotherSessionInOurNameIsNotOurs() {
        Lock stranger = new Lock.Held(Facts.N1, Facts.sessionOf(N2), Views.EPOCH);

        assertEquals("Over[epoch=100, why=LOST]", lease(renewing().memberWritten(stranger)));
    }

    @Test
    void aRenewalWithoutAnAnswerLetsTheLeaseRunOn() {
        assertEquals(
                "Held[epoch=100, until=125.000, taken]", lease(renewing().failed(Kind.MEMBER)));
    }

    @Test
    void aConfirmedRenewalCountsFromAnOlderAnswer() {
        Story story = primary().at(102.6).tick().touched().at(110.1).tick();

        story.memberWritten(Views.ledByN1().made().lock());

        assertEquals("Held[epoch=100, until=127.600, taken]", lease(story), "102.6 + 30 - 5");
    }

    @Test
    void aBrokenConnectionIsNoLoss() {
        Story story = primary().suspended();

        assertEquals("Held[epoch=100, until=125.000, taken]", lease(story));
        assertEquals("P10-steady-primary", story.rule());
    }

    @Test
    void theSameSessionOnANewConnectionKeepsTheLease() {
        Story story = primary().suspended().at(104).connected(1, 2, false);

        assertEquals("Held[epoch=100, until=125.000, taken]", lease(story));
    }

    @Test
    void aSessionThatIsOverEndsTheLeaseAtOnce() {
        Story story = primary().lost();

        assertEquals("Over[epoch=100, why=LOST]", lease(story));
        assertEquals("FenceNow[why=lease of epoch 100 LOST]", story.ordered().getFirst());
    }

    @Test
    void anotherSessionEndsTheLeaseToo() {
        assertEquals("Over[epoch=100, why=LOST]", lease(primary().connected(9, 2, true)));
    }

    @Test
    void aLockTakenUnderASessionThatIsOverIsNotOurs() {
        Story story = asking();
        Pending take = story.pending(Kind.LOCK);
        Event late = new DcsEvent.LockTaken(at(101), take.id(), take.sentAt(), 1, NEW);

        story.at(100.5).connected(9, 2, true).at(101).then(late);

        assertEquals("None[]", lease(story));
    }

    @Test
    void aReadingFromBeforeWeTookTheLockDoesNotEndTheLease() {
        Story story = asking();
        Event old = readingAt(story, 99, Views.free());

        story.at(100.1).lockTaken(NEW).then(old);

        assertEquals("Held[epoch=200, until=125.000, taken]", lease(story));
    }

    @Test
    void aReadingFromBeforeWeGaveTheLockBackDoesNotReturnIt() {
        Story story = Story.from(States.steadyPrimary()).at(101).tick();
        Event old = readingAt(story, 100.5, Views.ledByN1());
        NodeState down = story.state().with(Facts.stoppedPrimary());
        story = Story.from(down).then(stopRequested()).lockReleased().then(old);

        assertEquals("None[]", lease(story));
    }

    @Test
    void aLockOfOurLastRunCountsAfterAWriteOfOurOwn() {
        Story story =
                Story.booted()
                        .connected(1, 1, false)
                        .probed(Facts.primary(1, Facts.WRITTEN))
                        .read(Views.ledByN1());
        assertTrue(lease(story).startsWith("Unconfirmed[epoch=100"), lease(story));

        story.at(100.2).memberWritten(Views.ledByN1().made().lock());
        assertEquals(
                "Held[epoch=100, until=125.000, found]", lease(story), "from our connection on");
    }

    @Test
    void aLockThatItsHolderGaveBackIsFreeAtOnce() {
        Story story = standbyStory().sees(Views.free().with(N2, releasing(Views.EPOCH)));

        assertEquals("free since 100.050, properly true", free(story));
        assertEquals("S22-lock-free-ask", story.rule());
    }

    @Test
    void aLockThatItsHolderGaveBackInAnEarlierTenureIsNotProven() {
        Story story = standbyStory().sees(Views.free().with(N2, releasing(epoch(99))));

        assertEquals("free since 100.050, properly false", free(story));
        assertEquals("S28-lock-not-proven-free", story.rule());
    }

    @Test
    void aLockThatWentWithAllNodesOfItsSessionIsFreeOnceASecondReadingSaysSo() {
        Story story = standbyStory().sees(Views.free().without(N2));

        assertEquals("free since 100.050, properly false", free(story));
        assertEquals("Z20-lock-unknown", story.rule());
        assertEquals(
                "free since 100.050, properly true", free(story.sees(Views.free().without(N2))));
    }

    @Test
    void anEnsembleThatLostEverythingProvesNothing() {
        Story story = standbyStory().sees(Views.free().without(N2).with(new Initialize.Absent()));

        assertEquals("free since 100.050, properly false", free(story));
    }

    @Test
    void aLockThatWasRemovedByHandIsFreeAfterOneTimeout() {
        Story story = standbyStory().sees(Views.free());
        assertEquals("S28-lock-not-proven-free", story.rule());

        story.at(130.049).tick().read(Views.free());
        assertEquals("S28-lock-not-proven-free", story.rule());

        story.at(130.050).tick();
        assertEquals("S22-lock-free-ask", story.rule());
    }

    private static Story standbyStory() {
        return States.standbyStory();
    }

    private static Story primary() {
        return States.primaryStory();
    }

    /** A primary whose renewal is under way. */
    private static Story renewing() {
        return primary().at(110).tick();
    }

    /** A standby that has asked for the lock. */
    private static Story asking() {
        return Story.from(standbyOfFreeLock())
                .tick()
                .told(N2, told(1, Facts.WRITTEN), N3, told(1, Facts.WRITTEN));
    }

    private static NodeState standbyOfFreeLock() {
        return States.standbyOfFreeLock().with(standby(1, Facts.WRITTEN));
    }

    private static Views ledByUs() {
        return Views.ledByN1().lockedBy(Optional.of((Lock.Held) OURS));
    }

    private static MemberRecord releasing(LockEpoch epoch) {
        return record(N2, Role.REPLICA, 1, MemberState.RUNNING, released(epoch), Tags.NONE);
    }

    private static Event stopRequested() {
        return new OperatorEvent.StopRequested(at(101));
    }

    /**
     * A reading that was asked for then and arrives now, although it is not waited for any more.
     */
    private static Event readingAt(Story story, double second, Views view) {
        return new DcsEvent.ClusterRead(
                story.now(), new RequestId(999), at(second), 1, view.made());
    }

    private static String lease(Story story) {
        return story.state()
                .lease()
                .toString()
                .replace("found=Optional.empty", "taken")
                .replace("found=Optional[Found[doubtedAt=Optional.empty]]", "found");
    }

    private static String free(Story story) {
        if (!(story.state().cluster() instanceof Cluster.Seen seen)) {
            throw new AssertionError("nothing seen");
        }
        return "free since "
                + seen.freeSince().orElseThrow()
                + ", properly "
                + seen.freedProperly();
    }
}
