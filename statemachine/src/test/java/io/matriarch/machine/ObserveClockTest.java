package io.matriarch.machine;

import static io.matriarch.testing.Facts.WALL;
import static io.matriarch.testing.Facts.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.Tick;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import io.matriarch.value.Moment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** We lead since second 100, with a lease until second 125; the margin is 5 s. */
class ObserveClockTest {
    @Test
    void timeThatBothClocksCountChangesNothing() {
        NodeState state = ticked(102, 2).state();

        assertEquals(at(125), until(state));
        assertEquals(Moment.LONG_AGO, state.clocks().jumpedAt());
    }

    @Test
    void aWallClockThatIsAheadByNoMoreThanTheMarginChangesNothing() {
        assertEquals(at(125), until(ticked(102, 6).state()));
    }

    @Test
    void aWallClockThatIsSetBackChangesNothing() {
        assertEquals(at(125), until(ticked(102, -3600).state()));
    }

    @Test
    void aJumpLeavesASecondInWhichTheLeaseIsConfirmedAnew() {
        NodeState state = ticked(102, 12).state();

        assertEquals(at(103), until(state));
        assertEquals(at(102), state.requests().pending().get(Requests.Kind.MEMBER).sentAt());
    }

    @Test
    void aRenewalSentBeforeTheJumpDoesNotRestoreTheLease() {
        Story sent = States.primaryStory().at(101).tick();
        Story jumped = sent.at(102).then(tick(102, 12));

        assertEquals(at(103), until(jumped.at(102.1).state()));
    }

    @Test
    void aRenewalSentAfterItRestoresTheLease() {
        Story jumped = ticked(102, 12);
        NodeState renewed = jumped.at(102.2).memberWritten(Views.ledByN1().made().lock()).state();

        assertTrue(until(renewed).compareTo(at(110)) > 0, "until " + until(renewed));
    }

    @Test
    void aJumpWithoutAnAnswerEndsTheLeaseAtItsSecond() {
        NodeState state = ticked(102, 12).at(103).then(tick(103, 13)).state();

        assertTrue(state.lease() instanceof Lease.Over, "lease " + state.lease());
    }

    private static Story ticked(double second, long wall) {
        return States.primaryStory().at(second).then(tick(second, wall));
    }

    private static Tick tick(double second, long wall) {
        return new Tick(at(second), WALL.plus(Duration.ofSeconds(wall)));
    }

    private static Moment until(NodeState state) {
        return state.lease() instanceof Lease.Held held ? held.until() : Moment.LONG_AGO;
    }
}
