package io.matriarch.runtime.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.FenceAction;
import io.matriarch.event.FenceEvent;
import io.matriarch.runtime.postgres.process.ProcFs;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.value.Moment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of guard and agent when one of them is killed, stopped or doubled. */
final class GuardTest {
    private static final Duration SOON = Duration.ofMillis(700);
    private static final Duration LATE = Duration.ofMinutes(10);

    private GuardWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new GuardWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anAgentThatHangsIsEndedAfterTheKill() throws Exception {
        world.startPostgres();
        arm(1, SOON);
        Signals.send(world.agent().pid(), Signals.STOP);
        world.await("the kill", () -> !world.runs());
        world.await("the agent's end", () -> !world.agent().isAlive());
        world.await("the guard's end", () -> world.living().isEmpty());
        String log = Files.readString(world.places().log());
        assertTrue(log.contains("did not answer to the fence and was killed"), log);
    }

    @Test
    void anAgentThatTakesTheKillInIsLeftAlone() {
        arm(1, SOON);
        world.await("Fenced", () -> world.events().stream().anyMatch(this::isFenced));
        Moment later = world.in(Duration.ofSeconds(4));
        world.await("the time", () -> world.in(Duration.ZERO).hasReached(later));
        assertTrue(world.agent().isAlive());
    }

    @Test
    void aGuardThatIsKilledIsReplacedAndToldTheDeadlineAgain() {
        world.startPostgres();
        arm(1, SOON.multipliedBy(3));
        ProcessIdentity first = world.guard();
        Signals.send(first.pid(), Signals.KILL);
        world.await(
                "another guard", () -> world.living().filter(o -> !o.equals(first)).isPresent());
        world.await("the kill", () -> !world.runs());
    }

    @Test
    void aGuardThatIsStoppedIsReplacedAtTheNextOrder() {
        world.startPostgres();
        arm(1, LATE);
        ProcessIdentity first = world.guard();
        Signals.send(first.pid(), Signals.STOP);
        arm(2, SOON.multipliedBy(4));
        assertNotEquals(first, world.guard());
        assertFalse(first.isAlive());
        world.await("the kill", () -> !world.runs());
    }

    @Test
    void aKillNowIsDoneWhileTheGuardIsStopped() {
        ProcessIdentity first = world.guard();
        Signals.send(first.pid(), Signals.STOP);
        world.order(new FenceAction.FenceNow("the lease is over"));
        world.await("Fenced", () -> world.events().stream().anyMatch(this::isFenced));
        assertFalse(first.isAlive(), "it could still obey the order");
    }

    @Test
    void aSecondGuardOfADataDirectoryEndsAtOnce() throws Exception {
        ProcessIdentity first = world.guard();
        GuardPlaces places = world.places();
        Process second =
                new ProcessBuilder(
                                places.program().toString(),
                                places.dataDirectory().toString(),
                                places.lock().toString(),
                                places.socket().toString(),
                                places.log().toString())
                        .start();
        String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, second.waitFor());
        assertTrue(said.contains(places.lock() + " and "), said);
        assertEquals(first, world.guard());
        arm(1, LATE);
    }

    @Test
    void theDeadlineOfAnEarlierAgentOutlivesTheGuardThatHadIt() {
        world.startPostgres();
        arm(7, SOON.multipliedBy(6));
        world.restartAgent();
        ProcessIdentity first = world.guard();
        Signals.send(first.pid(), Signals.KILL);
        world.await(
                "another guard", () -> world.living().filter(o -> !o.equals(first)).isPresent());
        world.await("the kill", () -> !world.runs());
    }

    @Test
    void aPathThatIsLongerThanAnAddressMayBeLeadsToItToo() throws Exception {
        world.close();
        world = new GuardWorld("cluster-of-the-department/".repeat(6));
        assertTrue(world.places().socket().toString().length() > 150);
        world.startPostgres();
        arm(1, SOON);
        world.await("the kill", () -> !world.runs());
    }

    @Test
    void itIsInASessionOfItsOwnAndSurvivesSignalsOfTheTerminal() {
        ProcessIdentity guard = world.guard();
        ProcFs.Stat stat = ProcFs.stat(guard.pid()).orElseThrow();
        assertEquals(guard.pid(), stat.session());
        assertEquals(guard.pid(), stat.group());
        List.of(Signals.HANGUP, Signals.INTERRUPT, Signals.QUIT, Signals.TERMINATE)
                .forEach(signal -> Signals.send(guard.pid(), signal));
        arm(1, LATE);
        assertEquals(guard, world.guard());
    }

    @Test
    void aGuardWithNothingToDoEndsWithItsAgent() {
        arm(1, LATE);
        world.order(new FenceAction.DisarmFence(2));
        world.await(
                "the echo",
                () -> world.events().stream().anyMatch(e -> e instanceof FenceEvent.FenceDisarmed));
        Moment settled = world.in(Duration.ofSeconds(10));
        world.agent().destroyForcibly();
        world.await("the guard's end", () -> world.living().isEmpty());
        assertTrue(settled.since(world.in(Duration.ZERO)).toMillis() > -3000);
    }

    @Test
    void anOlderAgentIsNotObeyedOnceANewerOneWasHeard() throws Exception {
        world.startPostgres();
        arm(1, LATE);
        Process older = world.agent();
        world.startAgent();
        arm(1, LATE);
        Moment soon = world.in(SOON);
        older.outputWriter(StandardCharsets.UTF_8).append("arm 99 " + soon.nanos() + "\n").flush();
        Moment later = soon.plus(Duration.ofMillis(300));
        world.await("the time", () -> world.in(Duration.ZERO).hasReached(later));
        assertTrue(world.runs());
        older.destroyForcibly();
    }

    @Test
    void whoeverHasAnotherStartTimeThanTheLockFileSaysIsAStranger() throws Exception {
        world.agent().destroyForcibly().waitFor();
        Signals.send(world.guard().pid(), Signals.KILL);
        world.await("the guard's end", () -> world.living().isEmpty());
        Process stranger = world.startProcess(Path.of("/bin/sleep"), Path.of("/"));
        Files.writeString(world.places().lock(), stranger.pid() + " 1\n");
        world.startAgent();
        arm(1, LATE);
        assertTrue(stranger.isAlive());
        stranger.destroyForcibly();
    }

    private void arm(long sequence, Duration time) {
        Moment until = world.in(time);
        world.order(new FenceAction.ArmFence(sequence, until));
        world.await(
                "the echo of " + sequence,
                () ->
                        world.events().stream()
                                .anyMatch(event ->
                                        event instanceof FenceEvent.FenceArmed armed
                                                && armed.until().equals(until)));
    }

    private boolean isFenced(Object event) {
        return event instanceof FenceEvent.Fenced;
    }
}
