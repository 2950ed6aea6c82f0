package io.matriarch.judge;

import static io.matriarch.testing.Facts.crashedPrimary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.Fence;
import io.matriarch.state.NodeState;
import io.matriarch.testing.States;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** We hold the lock, the guard is armed, and our primary has crashed. */
class MayWriteTest {
    private static final NodeState CRASHED = States.steadyPrimary().with(crashedPrimary());

    @Test
    void nothingStandsAgainstItWhereEverythingIsAsItShouldBe() {
        assertEquals(Optional.empty(), MayWrite.byLock(CRASHED));
    }

    @Test
    void aStandbyHasNoLock() {
        assertEquals(Optional.of("the lock is not ours"), MayWrite.byLock(States.steadyStandby()));
    }

    @Test
    void nobodyHasPromisedAnything() {
        assertEquals(Optional.of("nobody has promised not to lead"), MayWrite.byPromise(CRASHED));
    }

    @Test
    void halfADirectoryIsNoDatabase() {
        assertEquals(
                Optional.of(Fitness.HALF_MADE),
                MayWrite.byLock(States.unfinished(CRASHED, Unfinished.COPY)));
    }

    @Test
    void withoutAGuardNobodyWouldEndIt() {
        assertEquals(
                Optional.of("the guard is not armed"),
                MayWrite.byLock(CRASHED.with(new Fence.Unarmed())));
    }
}
