package io.matriarch.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.PostgresEvent;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.runtime.postgres.process.ProcFs;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.state.ControlData;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.testing.Await;
import io.matriarch.value.OperationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of the processes of a real PostgreSQL. */
@Tag("live")
final class LocalPostgresProcessesTest extends OneMember {
    @Test
    void postgresLivesInItsOwnSessionAndIsFoundByTheNextAgent() throws Exception {
        start();
        long pid = postmaster().pid();
        ProcFs.Stat stat = ProcFs.stat(pid).orElseThrow();
        assertEquals(pid, stat.session());
        try (PostgresMember next = new PostgresMember(a.settings(), user)) {
            assertInstanceOf(Postgres.Primary.class, next.probe());
            assertFalse(next.port().isGone());
            assertInstanceOf(Outcome.Failed.class, next.run(new Operation.StartPrimary(EPOCH)));
            assertEquals(pid, postmaster().pid());
        }
    }

    /** Nobody looks: the notice comes by itself. */
    @Test
    void itsDeathIsNoticedWithoutALook() throws Exception {
        start();
        a.events().clear();
        Signals.send(postmaster().pid(), Signals.KILL);
        a.await(PostgresEvent.PostgresNoticed.class, e -> e.what().equals("the postmaster ended"));
        assertEquals(Optional.empty(), a.find(PostgresEvent.PostgresProbed.class, _ -> true));
    }

    /** The look answers while the server is still frozen: it does not wait for it. */
    @Test
    void aFrozenServerHangsAndALookDoesNot() throws Exception {
        start();
        assertInstanceOf(Postgres.Primary.class, a.probe());
        signalAll(Signals.STOP);
        assertInstanceOf(Postgres.Hanging.class, a.probe());
        assertInstanceOf(Postgres.Hanging.class, a.probe());
        assertFalse(a.port().isGone());
        signalAll(Signals.CONTINUE);
        a.awaitProbe(Postgres.Primary.class::isInstance);
    }

    @Test
    void orphansOfADeadPostmasterAreNotAStoppedServer() throws Exception {
        start();
        ProcessIdentity postmaster = postmaster();
        ProcessIdentity orphan =
                living().stream().filter(p -> !p.equals(postmaster)).findFirst().orElseThrow();
        Signals.send(orphan.pid(), Signals.STOP);
        Signals.send(postmaster.pid(), Signals.KILL);
        Await.until(PATIENCE, () -> living().size() == 1);
        assertEquals(new Postgres.Hanging("no postmaster, but 1 of its processes live"), a.probe());
        assertFalse(a.port().isGone());
        assertInstanceOf(Outcome.Failed.class, a.run(new Operation.StartPrimary(EPOCH)));
        a.port().kill().run();
        assertTrue(a.port().isGone());
    }

    @Test
    void aPidThatWasGivenToSomebodyElseNeitherLooksAliveNorHindersTheNextStart() throws Exception {
        start();
        a.port().kill().run();
        Path pidFile = a.data().resolve("postmaster.pid");
        List<String> lines = Files.readAllLines(pidFile);
        // A living process of PostgreSQL's own user, which is what its own check looks for.
        Process stranger = asUser("sleep", "60");
        try {
            lines.set(0, Long.toString(stranger.pid()));
            Files.write(pidFile, lines);
            assertInstanceOf(Postgres.Stopped.class, a.probe());
            assertTrue(a.port().isGone());
            start();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void aFenceKillsEverythingAndLeavesAMark() throws Exception {
        start();
        a.port().kill().run();
        assertTrue(living().isEmpty());
        assertTrue(a.port().isGone());
        assertTrue(Files.exists(a.data().resolve("standby.signal")));
        ControlData control = assertInstanceOf(Postgres.Stopped.class, a.probe()).control();
        assertEquals(ControlData.Phase.PRIMARY_CRASHED, control.phase());
    }

    /** It goes on in the renamed directory, pid file and all, and its clients with it. */
    @Test
    void aServerWhoseDirectoryIsRenamedLivesOnForUsUntilItIsFenced() throws Exception {
        start();
        Path away = a.data().resolveSibling("data.old");
        Await.until(PATIENCE, () -> isNoted(postmaster()));
        Files.move(a.data(), away);
        try (PostgresMember next = new PostgresMember(a.settings(), user)) {
            for (PostgresMember agent : List.of(a, next)) {
                Postgres.Hanging found = assertInstanceOf(Postgres.Hanging.class, agent.probe());
                assertTrue(found.why().startsWith("its data directory was moved"), found.why());
                assertFalse(agent.port().isGone());
                assertInstanceOf(
                        Outcome.Failed.class, agent.run(new Operation.StartPrimary(EPOCH)));
            }
            a.execute("SELECT 1");
            next.port().kill().run();
            assertTrue(new PostgresProcesses(away).all().isEmpty());
            assertEquals(new Postgres.NoData(), a.probe());
            assertTrue(a.port().isGone());
        } finally {
            Files.move(away, a.data());
        }
    }

    @Test
    void aServerBesideAnotherDirectoryInItsPlaceIsStopped() throws Exception {
        start();
        Path away = a.data().resolveSibling("data.old");
        Files.move(a.data(), away);
        Files.createDirectory(a.data());
        try {
            assertInstanceOf(Postgres.Hanging.class, a.probe());
            assertEquals(DONE, a.run(new Operation.Stop(false)));
            assertTrue(new PostgresProcesses(away).all().isEmpty());
        } finally {
            Files.delete(a.data());
            Files.move(away, a.data());
        }
    }

    @Test
    void aFenceCutsAStartThatIsUnderWay() throws Exception {
        for (int round = 0; round < 5; round++) {
            OperationId id = a.begin(new Operation.StartPrimary(EPOCH), PATIENCE);
            // A later moment of the start each time.
            LockSupport.parkNanos(Duration.ofMillis(round * 30L).toNanos());
            a.port().kill().run();
            Outcome outcome = a.outcome(id);
            assertTrue(
                    outcome instanceof Outcome.Lost || outcome instanceof Outcome.Succeeded,
                    outcome.toString());
            assertTrue(living().isEmpty());
            assertTrue(a.port().isGone());
        }
    }

    private boolean isNoted(ProcessIdentity server) throws IOException {
        Path file = a.settings().places().beside("postmasters");
        return Files.exists(file) && Files.readString(file).contains(server + " ");
    }

    private Process asUser(String... command) throws IOException {
        List<String> words = new ArrayList<>(user.prefix());
        words.addAll(List.of(command));
        return new ProcessBuilder(words).start();
    }
}
