package io.matriarch.judge;

import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.standby;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.PeerEvent;
import io.matriarch.state.Inflow;
import io.matriarch.state.NodeState;
import io.matriarch.state.SyncPolicy;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** As of when a standby has the leader's log, and who says so. */
class StalenessTest {
    private static final long MORE = WRITTEN + 100;
    private static final Views MOVED = Views.ledByN2().withPosition(MORE);

    private static NodeState bounded(NodeState state, int seconds) {
        return state.with(
                state.settings()
                        .with(
                                state.settings()
                                        .failover()
                                        .withMaximumAge(Duration.ofSeconds(seconds))));
    }

    /** With a bound, what the standby holds against its own log; readings bring the defaults. */
    private static Optional<String> doubt(NodeState state) {
        return OwnDoubt.of(bounded(state, 60));
    }

    /** A standby that was level at second 100, and lacks 100 bytes that were read at 110. */
    private static Story lacking() {
        return Story.from(States.steadyStandby())
                .at(101)
                .sees(Views.ledByN2().withPosition(WRITTEN))
                .at(110)
                .sees(MOVED);
    }

    private static Story seeing(Story story, double second, Views view) {
        return story.at(second).sees(view);
    }

    @Test
    void fewBytesThatAreMissedForLongAreALot() {
        Story story = seeing(lacking(), 160, MOVED);
        assertEquals(Optional.empty(), doubt(story.state()));

        seeing(story, 172, MOVED);

        assertEquals(
                Optional.of(
                        "has lacked log of the leader for 71 s, maximum_age_on_failover is 60 s"),
                doubt(story.state()));
        assertEquals(Staleness.NOTE, Staleness.note(bounded(story.state(), 60)));
    }

    @Test
    void withoutTheSettingOnlyBytesCount() {
        Story story = seeing(lacking(), 172, MOVED);
        assertEquals(Optional.empty(), OwnDoubt.of(bounded(story.state(), 0)));
    }

    @Test
    void aBoundBelowTtlIsTakenForTtl() {
        Story story = seeing(lacking(), 125, MOVED);
        assertEquals(Optional.empty(), OwnDoubt.of(bounded(story.state(), 1)));
        seeing(story, 140, MOVED);
        assertTrue(OwnDoubt.of(bounded(story.state(), 1)).isPresent());
    }

    @Test
    void whereNothingIsWrittenAStandbyIsLevelAllTheTime() {
        Story story =
                seeing(
                        Story.from(States.steadyStandby()),
                        100_000,
                        Views.ledByN2().withPosition(WRITTEN));
        assertEquals(Optional.empty(), doubt(story.state()));
    }

    @Test
    void whileNobodyLeadsNobodyGetsOlder() {
        NodeState free = States.seeing(lacking().state(), Views.free(), true);
        assertEquals(Optional.empty(), doubt(States.later(free, 100_000)));
    }

    @Test
    void whoeverHasCaughtUpIsFreshAgain() {
        Story story = seeing(lacking(), 172, MOVED);
        story.at(173).tick();
        story.at(183).tick().probed(standby(1, MORE));
        assertEquals(Optional.empty(), doubt(seeing(story, 190, MOVED).state()));
    }

    @Test
    void anAgentThatHasNeverSeenTheStandbyLevelDoesNotTrustIt() {
        NodeState started = States.steadyStandby().with(new Inflow(Facts.at(100)));
        Story restarted = Story.from(started).at(101).sees(MOVED);
        assertTrue(
                doubt(restarted.state())
                        .orElse("")
                        .startsWith("has not been seen to have all of the leader's log"));
    }

    @Test
    void whatAnOperatorOrdersAndWhatTheSynchronousSetCoversCounts() {
        NodeState stale = seeing(lacking(), 172, MOVED).state();
        Views ordered = Views.free().asked(Optional.empty(), Optional.of(Facts.N1));
        assertEquals(Optional.empty(), doubt(States.seeing(stale, ordered)));
        NodeState covered =
                States.seeing(
                        States.synchronous(stale, SyncPolicy.Mode.ON),
                        MOVED.synced(Facts.N2, 0, "n1"));
        assertEquals(Optional.empty(), doubt(covered));
    }

    @Test
    void whileALeaderGoesOnWithoutTheDcsAStreamTells() {
        NodeState state = seeing(lacking(), 115, MOVED).state();
        Story story = Story.from(state.with(state.settings().withFailsafe(true)));
        PeerEvent.FailsafeAsked asked =
                new PeerEvent.FailsafeAsked(
                        Facts.at(500),
                        1,
                        Facts.N2,
                        Facts.connUrl(Facts.N2),
                        "http://n2:8008",
                        Duration.ZERO);
        assertEquals(Optional.empty(), doubt(story.at(500).then(asked).state()));
        NodeState deaf = state.with(standby(1, WRITTEN, Optional.empty()));
        assertTrue(doubt(Story.from(deaf).at(500).then(asked).state()).isPresent());
    }

    @Test
    void aLeaderSaysThatNobodyCouldTakeOver() {
        NodeState leader = States.steadyPrimary();
        assertEquals(Optional.empty(), Successors.alarm(leader));
        assertEquals(Optional.empty(), Successors.alarm(States.steadyStandby()));
        Views far = Views.ledByN1().withPosition(WRITTEN + 3_000_000);
        assertTrue(
                Successors.alarm(States.seeing(leader, far))
                        .orElse("")
                        .startsWith("no standby could take over now: n2: "));
    }
}
