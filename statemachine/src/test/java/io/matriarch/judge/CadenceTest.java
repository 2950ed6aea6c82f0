package io.matriarch.judge;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.at;
import static io.matriarch.testing.Facts.stoppedStandby;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.state.Cluster;
import io.matriarch.state.Fence;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Story;
import io.matriarch.testing.Views;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CadenceTest {
    @Test
    void allIsSettledWhenEveryoneDoesWhatHeShould() {
        NodeState standby = States.steadyStandby();

        assertTrue(Cadence.isSettled(States.steadyPrimary()));
        assertTrue(Cadence.isSettled(standby));
        assertFalse(Cadence.isSettled(States.standbyOfFreeLock()), "nobody leads");
        assertFalse(Cadence.isSettled(standby.with(stoppedStandby())));
        assertFalse(Cadence.isSettled(standby.with(alone())), "it streams from nobody");
        assertFalse(Cadence.isSettled(standby.with(Presence.LEAVING)));
        assertFalse(Cadence.isSettled(States.busy(standby, new Operation.Stop(false))));
        assertFalse(
                Cadence.isSettled(
                        States.seeing(
                                standby, Views.ledByN2().asked(Optional.of(N2), Optional.empty()))),
                "a handover is asked for");
    }

    @Test
    void aSettledMemberLooksEachLoopWaitAndAnyOtherEachSecond() {
        assertEquals("110.000", Cadence.readAt(States.steadyStandby()).toString());
        assertEquals("110.000", Cadence.probeAt(States.steadyStandby()).toString());
        assertEquals("101.000", Cadence.readAt(States.standbyOfFreeLock()).toString());
        assertEquals("101.000", Cadence.probeAt(States.standbyOfFreeLock()).toString());
    }

    @Test
    void aChangeIsReadAtOnceButNotInAHailOfReadings() {
        NodeState standby = States.steadyStandby();
        Cluster.Seen seen = (Cluster.Seen) standby.cluster();

        assertEquals("100.050", Cadence.readAt(standby.with(seen.asOutdated())).toString());
    }

    @Test
    void theGuardIsToldEveryNewEndOfTheLease() {
        NodeState holder = States.steadyPrimary();

        assertFalse(Cadence.isGuardDue(holder));
        assertTrue(Cadence.isGuardDue(holder.with(new Lease.Held(Views.EPOCH, at(126)))));
        assertTrue(Cadence.isGuardDue(holder.with(new Fence.Unarmed())));
        assertTrue(Cadence.isGuardDue(holder.with(new Fence.Unknown(Optional.empty()))));
        assertFalse(Cadence.isGuardDue(States.steadyStandby()), "no lease, no guard");
    }

    @Test
    void aGuardThatDoesNotEchoIsToldAgain() {
        NodeState told = States.steadyPrimary().with(arming(125));

        assertFalse(Cadence.isGuardDue(States.later(told, 0.999)));
        assertTrue(Cadence.isGuardDue(States.later(told, 1)));
        assertTrue(Cadence.isGuardDue(told.with(arming(124))), "an older end");
    }

    @Test
    void aGuardThatKillsIsNotDisturbed() {
        NodeState killing = States.steadyPrimary().with(new Fence.Fenced(at(100.1)));

        assertFalse(Cadence.isGuardDue(killing));
        assertTrue(Cadence.isGuardDue(States.later(killing, 1)));
    }

    @Test
    void theMachineIsWokenForWhateverComesFirst() {
        NodeState holder = States.steadyPrimary();

        assertEquals("100.250", wakeAt(holder), "a failed publication would be tried again");
        assertEquals("102.600", wakeAt(States.later(holder, 0.2)), "a sign of life is due");
        assertEquals("110.000", wakeAt(States.later(States.steadyStandby(), 1)), "loop_wait");
        assertEquals(
                "120.000",
                wakeAt(States.later(cutOff(holder), 15)),
                "the lease is ending: an orderly stop begins");
        assertEquals("125.000", wakeAt(States.later(cutOff(holder), 24.5)), "the lease is over");
    }

    @Test
    void theMachineIsNeverWokenInThePast() {
        NodeState old = States.later(States.steadyPrimary(), 10_000);

        assertTrue(old.now().isBefore(Cadence.wakeAt(old)), wakeAt(old));
    }

    private static Fence arming(double until) {
        return new Fence.Arming(8, 9, at(until), at(100.1), at(100.1), at(120));
    }

    private static Postgres alone() {
        return Facts.standby(1, Facts.WRITTEN, Optional.empty());
    }

    private static NodeState cutOff(NodeState state) {
        return Story.from(state).suspended().state();
    }

    private static String wakeAt(NodeState state) {
        return Cadence.wakeAt(state).toString();
    }
}
