package io.matriarch.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.FenceAction.ArmFence;
import io.matriarch.action.FenceAction.DisarmFence;
import io.matriarch.action.FenceAction.FenceNow;
import io.matriarch.action.FenceAction.LimitFence;
import io.matriarch.event.Event;
import io.matriarch.event.FenceEvent;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code FencePort} promises where there is a guard. */
public abstract class FenceContract {
    private static final Duration SOON = Duration.ofMillis(700);
    private static final Duration LATE = Duration.ofMinutes(10);

    private FenceHarness world;

    /** A host where PostgreSQL can be started, and an agent that has given no order. */
    protected abstract FenceHarness open() throws Exception;

    @BeforeEach
    void openTheWorld() throws Exception {
        world = open();
        world.startPostgres();
    }

    @AfterEach
    void closeTheWorld() {
        world.close();
    }

    @Test
    void itKillsAtTheArmedDeadlineAndNotBefore() {
        Moment until = world.in(SOON);
        arm(1, until);
        world.await("the kill", () -> !world.runs());
        assertTrue(world.in(Duration.ZERO).hasReached(until), "not before " + until);
        await("Fenced", event -> event instanceof FenceEvent.Fenced);
    }

    @Test
    void theNewestOrderCountsNotTheLatestDeadline() {
        arm(1, world.in(LATE));
        arm(2, world.in(SOON));
        world.await("the kill", () -> !world.runs());
    }

    @Test
    void aNewerDeadlineReplacesAnEarlierOne() {
        Moment first = world.in(SOON);
        arm(1, first);
        arm(2, world.in(LATE));
        assertRunsAfter(first);
    }

    @Test
    void anOlderOrderThatComesLateChangesNothing() {
        Moment older = world.in(SOON);
        arm(2, world.in(LATE));
        world.order(new ArmFence(1, older));
        assertRunsAfter(older);
    }

    @Test
    void aDisarmedGuardKillsNothing() {
        Moment until = world.in(SOON);
        arm(1, until);
        world.order(new DisarmFence(2));
        await(
                "the echo of 2",
                event ->
                        event instanceof FenceEvent.FenceDisarmed disarmed
                                && disarmed.sequence() == 2);
        assertRunsAfter(until);
    }

    @Test
    void aLimitBringsTheDeadlineForward() {
        arm(1, world.in(LATE));
        Moment until = world.in(SOON);
        world.order(new LimitFence(2, until));
        awaitEcho(2, until);
        world.await("the kill", () -> !world.runs());
    }

    @Test
    void aLimitPutsNothingOff() {
        Moment until = world.in(SOON);
        arm(1, until);
        world.order(new LimitFence(2, world.in(LATE)));
        awaitEcho(2, until);
        world.await("the kill", () -> !world.runs());
    }

    @Test
    void aLimitOfAGuardThatIsNotArmedArmsIt() {
        Moment until = world.in(SOON);
        world.order(new LimitFence(1, until));
        awaitEcho(1, until);
        world.await("the kill", () -> !world.runs());
    }

    @Test
    void aDeadlineThatIsOverKillsAtOnce() {
        arm(1, world.in(Duration.ofSeconds(-5)));
        world.await("the kill", () -> !world.runs());
    }

    @Test
    void aKillNowSpendsTheDeadline() {
        Moment until = world.in(SOON);
        arm(1, until);
        world.order(new FenceNow("the lease is over"));
        await("Fenced", event -> event instanceof FenceEvent.Fenced);
        assertFalse(world.runs());
        world.startPostgres();
        assertRunsAfter(until);
    }

    @Test
    void theDeadlineOfAnAgentThatWasKilledStands() {
        Moment until = world.in(SOON.multipliedBy(3));
        arm(1, until);
        world.restartAgent();
        world.await("the kill", () -> !world.runs());
        assertTrue(world.in(Duration.ZERO).hasReached(until), "not before " + until);
    }

    @Test
    void aRestartedAgentIsObeyedFromItsFirstOrderOn() {
        Moment older = world.in(SOON.multipliedBy(6));
        arm(700, older);
        world.restartAgent();
        arm(1, world.in(LATE));
        assertRunsAfter(older);
    }

    private void arm(long sequence, Moment until) {
        world.order(new ArmFence(sequence, until));
        awaitEcho(sequence, until);
    }

    private void awaitEcho(long sequence, Moment until) {
        await(
                "the echo of " + sequence,
                event ->
                        event instanceof FenceEvent.FenceArmed armed
                                && armed.sequence() == sequence
                                && armed.until().equals(until));
    }

    private void await(String what, Predicate<Event> wanted) {
        world.await(what, () -> world.events().stream().anyMatch(wanted));
    }

    private void assertRunsAfter(Moment until) {
        Moment wellAfter = until.plus(Duration.ofMillis(200));
        world.await("the time", () -> world.in(Duration.ZERO).hasReached(wellAfter));
        assertTrue(world.runs(), "PostgreSQL runs");
    }
}
