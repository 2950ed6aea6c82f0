package io.matriarch.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.OperationEvent;
import io.matriarch.runtime.postgres.process.ProcFs;
import io.matriarch.state.ControlData;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.testing.Await;
import io.matriarch.testing.LoopDisk;
import io.matriarch.testing.TestDirectory;
import io.matriarch.testing.UnprivilegedUser;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.OperationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL on a disk that takes no writes; needs root, for a file system of its own. */
@Tag("live")
final class LocalPostgresStalledDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Operation START = new Operation.StartPrimary(new LockEpoch(1));
    private static final Outcome DONE = new Outcome.Succeeded();

    private LoopDisk disk;
    private PostgresMember member;

    @BeforeEach
    void makeCluster() throws Exception {
        Optional<LoopDisk> mounted = LoopDisk.mount();
        Assumptions.assumeTrue(mounted.isPresent(), "no file system can be mounted here");
        disk = mounted.get();
        UnprivilegedUser user = UnprivilegedUser.choose();
        member =
                new PostgresMember("a", TestDirectory.create(disk.path().resolve("t"), user), user);
        assertEquals(DONE, member.run(new Operation.Initdb()));
        assertEquals(DONE, member.run(START));
        member.execute("CREATE TABLE t (i int)");
    }

    @AfterEach
    void end() throws Exception {
        if (disk != null) {
            disk.resume();
            member.close();
            Await.until(PATIENCE, () -> member.port().processes().dying() == 0);
            disk.close();
        }
    }

    @Test
    void aKilledServerThatWaitsForTheDiskIsGoneAndNoneIsStartedBesideIt() throws Exception {
        Connection client = member.connect();
        long backend = backend(client);
        disk.stall();
        CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> insert(client));
        Await.until(PATIENCE, () -> ProcFs.stat(backend).orElseThrow().state() == 'D');
        assertFalse(member.port().isGone());

        long before = System.nanoTime();
        member.port().kill().run();
        assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 5);

        assertTrue(member.port().processes().dying() > 0);
        assertTrue(member.port().isGone());
        Postgres.Stopped found = assertInstanceOf(Postgres.Stopped.class, member.probe());
        assertEquals(ControlData.Phase.PRIMARY_CRASHED, found.control().phase());

        OperationId start = member.begin(START, PATIENCE);
        assertThrows(
                java.util.concurrent.TimeoutException.class, () -> commit.get(2, TimeUnit.SECONDS));
        assertEquals(
                Optional.empty(),
                member.find(OperationEvent.OperationEnded.class, e -> e.operation().equals(start)));
        assertTrue(member.port().processes().all().isEmpty());

        disk.resume();
        assertEquals(DONE, member.outcome(start));
        assertThrows(ExecutionException.class, () -> commit.get(20, TimeUnit.SECONDS));
    }

    private static long backend(Connection client) throws SQLException {
        try (Statement statement = client.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void insert(Connection client) {
        try (client;
                Statement statement = client.createStatement()) {
            statement.execute("INSERT INTO t SELECT generate_series(1, 1000)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
