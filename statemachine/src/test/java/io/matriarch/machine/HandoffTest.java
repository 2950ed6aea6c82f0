package io.matriarch.machine;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.stoppedPrimary;
import static io.matriarch.testing.Facts.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.DcsAction;
import io.matriarch.state.Lock;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Offer;
import io.matriarch.state.Outcome;
import io.matriarch.state.Peers;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.Role;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import io.matriarch.value.Lsn;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lock on its way from one member to another (lease.md L9). */
class HandoffTest {
    private static final Lock OURS = Views.ledByN1().made().lock();
    private static final Offer TO_N2 = new Offer(N2, new Lsn(WRITTEN), Views.EPOCH);
    private static final Offer TO_US = new Offer(N1, new Lsn(WRITTEN), Views.EPOCH);

    @Test
    void aHolderThatHasShutDownOffersItsLock() {
        Story story = shutDown();
        assertEquals("G20-offer-lock", story.rule());
        assertEquals(Optional.of(TO_N2), written(story.memberWritten(OURS)));
    }

    @Test
    void postgresStartsOnlyOnceTheOfferIsConfirmedGone() {
        Story story = offered().at(112).tick();
        assertEquals("G30-not-taken", story.rule());
        assertEquals(Optional.empty(), written(story));
        assertEquals("G34-taking-back", story.at(112.1).tick().rule());
        assertEquals("P30-restart-primary", story.memberWritten(OURS).rule());
    }

    @Test
    void aTakeBackWithoutAnAnswerIsNone() {
        Story story = offered().at(112).tick().failed(Kind.MEMBER);
        assertEquals("G34-taking-back", story.rule());
        assertEquals("G34-taking-back", story.at(112.5).tick().rule());
        assertEquals("P30-restart-primary", story.memberWritten(OURS).rule());
    }

    @Test
    void aTakeBackThatComesTooLateShowsTheNewHolder() {
        Story story = offered().at(112).tick();
        story.memberWritten(new Lock.Held(N2, Facts.sessionOf(N2), Facts.epoch(200)));
        assertEquals("None[]", story.state().lease().toString());
        assertTrue(
                story.ordered().stream().noneMatch(one -> one.contains("FenceNow")),
                story.ordered().toString());
    }

    @Test
    void aLockThatAnybodyElseHasWasNotHandedOver() {
        Story story = offered().at(107).tick();
        story.memberWritten(new Lock.Held(N3, Facts.sessionOf(N3), Facts.epoch(200)));
        assertEquals("F18-lease-over-harmless", story.rule());
    }

    @Test
    void aRestartedAgentFindsItsOfferAndTakesItBackFirst() {
        Story story =
                Story.booted()
                        .connected(1, 1, false)
                        .read(Views.ledByN1().with(N1, ours().withOffer(true, Optional.of(TO_N2))))
                        .probed(stoppedPrimary());
        assertEquals(Optional.of(TO_N2), story.state().published().offering().openIn(Views.EPOCH));
        story.memberWritten(OURS);
        assertEquals(Optional.empty(), story.state().published().offering().openIn(Views.EPOCH));
    }

    @Test
    void whoLacksNothingTakesAnOfferedLockOver() {
        Story story = States.standbyStory().sees(offeredToUs());
        assertEquals("E40-take-over", story.rule());
        assertEquals(
                "TakeOver[request=5, from=n2, tenure=100, offerVersion=0, syncVersion=-1,"
                        + " permit=NotAfter[until=102.050]]",
                story.ordered().getFirst());
        story.lockTaken(Facts.epoch(200));
        assertTrue(story.state().lease().toString().startsWith("Held[epoch=200"));
    }

    @Test
    void aTakeOverWithoutAnAnswerMayBeOurs() {
        Story story = States.standbyStory().sees(offeredToUs()).failed(Kind.LOCK);
        assertEquals("Z24-lock-may-be-ours", story.rule());
        story.at(100.6).tick().read(Views.ledByN2());
        assertEquals("Z24-lock-may-be-ours", story.rule(), "it may still be under way");
        story.memberWritten(Views.ledByN2().made().lock());
        assertEquals("None[]", story.state().lease().toString());
    }

    @Test
    void whoLacksLogLeavesTheOfferAlone() {
        NodeState behind = States.standbyStory().state().with(standby(1, WRITTEN - 1));
        assertEquals("S10-following", Story.from(behind).sees(offeredToUs()).rule());
        NodeState apart = States.standbyStory().state().with(standby(2, WRITTEN));
        assertTrue(
                Story.from(apart).sees(offeredToUs()).ordered().stream()
                        .noneMatch(one -> one.startsWith("TakeOver")));
    }

    @Test
    void anOfferOfAnEarlierTenureOrOfAnotherSessionIsNone() {
        Offer old = new Offer(N1, new Lsn(WRITTEN), Facts.epoch(99));
        assertEquals("S10-following", States.standbyStory().sees(offering(old)).rule());
        Lock.Held other = new Lock.Held(N2, Facts.sessionOf(N3), Views.EPOCH);
        assertEquals(
                "S10-following",
                States.standbyStory().sees(offeredToUs().lockedBy(Optional.of(other))).rule());
    }

    private static Views offeredToUs() {
        return offering(TO_US);
    }

    /** n2 leads, and offers that. */
    private static Views offering(Offer offer) {
        MemberRecord record = record(N2, Role.DEMOTED, 1).withOffer(true, Optional.of(offer));
        return Views.ledByN2().with(N2, record);
    }

    private static MemberRecord ours() {
        return record(N1, Role.DEMOTED, 1);
    }

    /** An operator wants n2 to lead, which takes offers; our PostgreSQL has shut down for that. */
    private static Story shutDown() {
        Views wanted =
                Views.ledByN1()
                        .with(N2, record(N2, Role.REPLICA, 1).withOffer(true, Optional.empty()))
                        .asked(Optional.of(N1), Optional.of(N2));
        Story story = States.primaryStory().sees(wanted).told(N2, able(), N3, able());
        assertEquals("O10-handover-stop", story.rule());
        story.at(101).ended(new Outcome.Succeeded()).probed(stoppedPrimary());
        return story.told(N2, able(), N3, able());
    }

    /** The same; the lock is offered to n2, and that is confirmed. */
    private static Story offered() {
        return shutDown().memberWritten(OURS).memberWritten(OURS);
    }

    private static Peers.Told able() {
        return told(1, WRITTEN);
    }

    /** The offer in the record that the last step wrote. */
    private static Optional<Offer> written(Story story) {
        return story.last().actions().stream()
                .filter(one -> one instanceof DcsAction.WriteMember)
                .map(one -> ((DcsAction.WriteMember) one).record())
                .findFirst()
                .orElseThrow()
                .offer();
    }
}
