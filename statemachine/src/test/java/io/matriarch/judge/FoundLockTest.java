package io.matriarch.judge;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.crashedPrimary;
import static io.matriarch.testing.Facts.told;
import static io.matriarch.testing.Facts.toldPrimary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Role;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A lock that was found rather than taken may be older than what the others know. */
class FoundLockTest {
    private static final Peers.Answer SILENT = new Peers.Silent("no route to host");
    private static final NodeState FOUND =
            States.steadyPrimary()
                    .with(crashedPrimary())
                    .with(new Lease.Held(Views.EPOCH, Facts.at(125)).with(Lease.Found.UNDOUBTED))
                    .with(new Peers.Unasked());

    @Test
    void theOthersAreAskedBeforePostgresqlIsMadeWritable() {
        assertEquals(Recovery.ASK, Recovery.of(FOUND));
        assertEquals(Recovery.RESTART, Recovery.of(heard(told(1, Facts.WRITTEN), SILENT)));
    }

    @Test
    void theirSilenceStopsNobody() {
        assertEquals(Recovery.RESTART, Recovery.of(heard(SILENT, SILENT)));
    }

    @Test
    void whoeverWasOutlivedWaitsUntilTheOtherIsBackInTheDcs() {
        NodeState led = heard(toldPrimary(2, Facts.WRITTEN), SILENT);
        NodeState stopped = heard(told(2, Facts.WRITTEN), SILENT);
        Views back = Views.ledByN1().with(N2, Facts.record(N2, Role.REPLICA, 2));

        assertEquals(Recovery.ASK, Recovery.of(led), "it still runs");
        assertEquals(Recovery.ASK, Recovery.of(stopped), "the DCS shows its old record");
        assertEquals(Recovery.HAND_ON, Recovery.of(States.seeing(stopped, back)));
    }

    @Test
    void whatTheySaidIsKeptInMindWhileTheirRecordsAreNotBack() {
        Lease.Held doubted =
                new Lease.Held(Views.EPOCH, Facts.at(155))
                        .with(new Lease.Found(Optional.of(Facts.at(100))));
        NodeState alone =
                States.seeing(FOUND.with(doubted), Views.ledByN1().without(N2).without(Facts.N3));

        assertEquals(Recovery.ASK, Recovery.of(States.later(alone, 29)));
        assertEquals(Recovery.RESTART, Recovery.of(States.later(alone, 30)));
    }

    @Test
    void aLockTakenInThisRunNeedsNoQuestion() {
        NodeState taken = FOUND.with(new Lease.Held(Views.EPOCH, Facts.at(125)));

        assertEquals(Recovery.RESTART, Recovery.of(taken));
    }

    @Test
    void anAgentThatSawItsPrimaryUnderAFoundLockAsksNobodyWhenThatCrashes() {
        Story story = Story.from(leading()).at(110).tick();
        assertEquals(
                "Held[epoch=100, until=125.000, found=Optional[Found[doubtedAt=Optional.empty]]]",
                lease(story),
                "seen before it");

        story.probed(Facts.primary(1, Facts.WRITTEN));
        assertEquals("Held[epoch=100, until=125.000, found=Optional.empty]", lease(story));
        assertEquals(Recovery.RESTART, Recovery.of(story.state().with(crashedPrimary())));
    }

    @Test
    void aFoundLockStaysOneWhilePostgresqlIsNoPrimary() {
        Story story = Story.from(leading()).at(110).tick().probed(crashedPrimary());

        assertEquals(
                "Held[epoch=100, until=125.000, found=Optional[Found[doubtedAt=Optional.empty]]]",
                lease(story));
    }

    /** A steady primary whose agent has just found its lock. */
    private static NodeState leading() {
        return States.steadyPrimary().with(FOUND.lease());
    }

    private static String lease(Story story) {
        return story.state().lease().toString();
    }

    private static NodeState heard(Peers.Answer ofN2, Peers.Answer ofN3) {
        return States.answered(FOUND, ofN2, ofN3);
    }
}
