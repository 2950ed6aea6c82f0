package io.matriarch.rule;

import static io.matriarch.rule.Decided.decided;
import static io.matriarch.testing.Facts.stoppedPrimary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.Fence;
import io.matriarch.state.NodeState;
import io.matriarch.state.Presence;
import io.matriarch.testing.States;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An agent that was asked to stop long ago does not leave a writable PostgreSQL behind. */
final class LeaveUnfinishedTest {
    private static final NodeState PRIMARY = States.steadyPrimary();
    private static final String KILL =
            "FenceNow[why=it did not end in time, and its agent is to stop]";
    private static final String END =
            "EndAgent[exitCode=1, message=asked to stop, but PostgreSQL did not end in time: lock"
                    + " and session are left to expire, closeSession=false]";

    @Test
    void aPrimaryIsKilledFirst() {
        assertEquals("L16-leaving-overdue: " + KILL, decided(leaving(301)));
    }

    @Test
    void theAgentEndsOnceItIsGone() {
        assertEquals("L16-leaving-overdue: " + END, decided(leaving(301).with(stoppedPrimary())));
    }

    @Test
    void theKillIsWaitedForAndThenTheAgentEndsAllTheSame() {
        assertEquals("L16-leaving-overdue: ", decided(killed(leaving(301))));
        assertEquals("L16-leaving-overdue: " + END, decided(killed(leaving(310))));
    }

    @Test
    void anAgentThatWakesTooLateKillsAllTheSame() {
        assertEquals("L16-leaving-overdue: " + KILL, decided(leaving(400)));
    }

    @Test
    void theFirstStopIsAfterACheckpointAndTheNextOneGoesWithout() {
        assertEquals(true, decided(leaving(1)).contains("checkpointFirst=true"));
        assertEquals(true, decided(leaving(120)).contains("checkpointFirst=false"));
    }

    /** Asked to stop that many seconds ago, as a primary whose lease is good. */
    private static NodeState leaving(int seconds) {
        return PRIMARY.with(Presence.LEAVING)
                .with(PRIMARY.orders().leaving(PRIMARY.now().minus(Duration.ofSeconds(seconds))));
    }

    private static NodeState killed(NodeState state) {
        return state.with(new Fence.Fenced(state.now()));
    }
}
