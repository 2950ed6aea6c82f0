package io.matriarch.rule;

import static io.matriarch.rule.Decided.decided;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.at;
import static io.matriarch.testing.Facts.primary;
import static io.matriarch.testing.Facts.standby;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.matriarch.event.FenceEvent;
import io.matriarch.state.Fence;
import io.matriarch.state.NodeState;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import org.junit.jupiter.api.Test;

/** A primary that is found at the start of an agent that cannot see the DCS. */
final class LeftPrimaryTest {
    private static final NodeState FOUND =
            Story.bootedAfter(at(112)).probed(primary(1, WRITTEN)).state();

    @Test
    void itGoesOnForAsLongAsTheRunBeforeHadToldItsGuard() {
        assertEquals("Z20-lock-unknown: ", decided(States.later(FOUND, 11.9)));
    }

    @Test
    void whereNobodyKnowsThatDeadlineItGetsAMoment() {
        NodeState unknown = Story.booted().probed(primary(1, WRITTEN)).state();
        assertEquals("Z20-lock-unknown: ", decided(States.later(unknown, 4.9)));
        assertEquals(
                "F46-primary-without-sight: FenceNow[why=runs as primary, and its agent has not"
                        + " seen the DCS since it started]",
                decided(States.later(unknown, 5)));
    }

    @Test
    void itIsKilledWhenThatLeaseIsOver() {
        assertEquals(
                "F46-primary-without-sight: FenceNow[why=runs as primary, and its agent has not"
                        + " seen the DCS since it started]",
                decided(States.later(FOUND, 12)));
    }

    @Test
    void inMaintenanceAsLastKnownItIsLeftAlone() {
        NodeState paused = FOUND.with(FOUND.settings().withMaintenance(true));
        assertEquals("M68-primary-unsettled: ", decided(States.later(paused, 1000)));
    }

    @Test
    void aStandbyIsLeftAsItIs() {
        NodeState standby = Story.booted().probed(standby(1, WRITTEN)).state();
        assertEquals("Z20-lock-unknown: ", decided(States.later(standby, 1000)));
    }

    @Test
    void theGuardIsToldTheSameDeadline() {
        Fence.Arming arming = assertInstanceOf(Fence.Arming.class, FOUND.fence());
        assertEquals(at(112), arming.until());
    }

    @Test
    void anEarlierDeadlineOfTheGuardIsLearntByItsEcho() {
        Fence.Arming arming = assertInstanceOf(Fence.Arming.class, FOUND.fence());
        NodeState echoed =
                Story.from(FOUND)
                        .then(new FenceEvent.FenceArmed(at(100), arming.sequence(), at(110)))
                        .state();
        assertEquals(new Fence.Armed(arming.sequence(), at(110)), echoed.fence());
    }
}
