package io.matriarch.machine;

import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.stoppedStandby;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.FenceAction;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When the guard is told to rest: a deadline that nobody needs would kill a standby. */
class GuardRestTest {
    private static final Operation START = new Operation.StartStandby(Optional.empty());

    /** A holder whose lease is over, with the guard armed. */
    private static NodeState over(Postgres postgres) {
        return States.steadyPrimary()
                .with(new Lease.Over(Views.EPOCH, Lease.Ended.EXPIRED))
                .with(postgres);
    }

    private static String told(NodeState state) {
        Story story = Story.from(state).tick();
        boolean rests =
                story.last().actions().stream().anyMatch(FenceAction.DisarmFence.class::isInstance);
        return story.rule() + (rests ? ", and the guard rests" : "");
    }

    @Test
    void aStandbyThatIsStartedAsTheLeaseEndsIsSpared() {
        assertEquals(
                "F18-lease-over-harmless, and the guard rests",
                told(States.busy(over(stoppedStandby()), START)));
        assertEquals(
                "F18-lease-over-harmless, and the guard rests",
                told(States.busy(over(new Postgres.Starting(true)), START)));
    }

    @Test
    void itRestsBeforeItsDeadlineWherePostgresHasStoppedInTime() {
        NodeState down = States.steadyPrimary().with(stoppedStandby());
        Story ending = Story.from(down).at(101).suspended().at(121).tick();
        assertEquals("F24-lease-ending-harmless", ending.rule());
        assertTrue(
                ending.last().actions().stream()
                        .anyMatch(FenceAction.DisarmFence.class::isInstance));
        assertFalse(
                ending.at(122).tick().last().actions().stream()
                        .anyMatch(FenceAction.ArmFence.class::isInstance));
    }

    @Test
    void theGuardDoesNotRestWhilePostgresIsBeingMadeWritable() {
        NodeState taking = over(standby(1, WRITTEN));
        assertEquals(
                "F12-lease-over-while-taking",
                told(States.busy(taking, new Operation.Promote(Views.EPOCH))));
        assertEquals("F10-lease-over", told(over(new Postgres.Starting(false))));
    }

    @Test
    void norWhereAPromotionThatWasGivenUpMayStillComeTrue() {
        NodeState standby = over(standby(1, WRITTEN)).with(new Lease.None());
        assertEquals("Z24-lock-may-be-ours, and the guard rests", told(standby));
        NodeState givenUp = standby.with(standby.setbacks().withPromotion());
        assertEquals("Z24-lock-may-be-ours", told(givenUp));
    }
}
