package io.matriarch.runtime.dcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.DcsAction;
import io.matriarch.event.DcsEvent;
import io.matriarch.runtime.dcs.json.Json;
import io.matriarch.runtime.dcs.session.Connector;
import io.matriarch.state.Lock;
import io.matriarch.testing.Await;
import io.matriarch.testing.ZooKeeperProcess;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a real server shows: restarts, outages, expiry. */
@Tag("live")
class ZooKeeperSessionTest {
    @TempDir static Path directory;
    private static ZooKeeperProcess server;

    @TempDir Path own;

    @BeforeAll
    static void startServer() throws IOException {
        server = ZooKeeperProcess.start(directory.resolve("data"), 0, 200);
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @Test
    void aRestartedAgentGoesOnWithItsSessionAndKeepsTheLock() {
        DcsBench first = bench("m1");
        DcsEvent.SessionConnected before = first.await(DcsEvent.SessionConnected.class);
        DcsEvent.LockTaken taken = take(first);
        first.dcs.abandon();

        DcsBench second = bench("m1");
        DcsEvent.SessionConnected after = second.await(DcsEvent.SessionConnected.class);
        assertEquals(before.session(), after.session());
        assertEquals(false, after.isNew());
        assertEquals(1, after.connection());
        assertEquals(
                new Lock.Held(new MemberName("a"), after.session(), taken.epoch()), lock(second));
        assertEquals(taken.epoch(), take(second).epoch());
        second.close();
    }

    @Test
    void aClonedMachineGetsASessionOfItsOwn() {
        DcsBench first = bench("m1");
        take(first);
        first.dcs.abandon();

        DcsBench clone = bench("m2");
        assertTrue(clone.await(DcsEvent.SessionConnected.class).isNew());
        clone.ask(DcsEvent.LockRefused.class, id -> DcsBench.takeLock(id, -1));
        // The abandoned session expires by itself; only then the lock is free.
        clone.askUntil(DcsEvent.LockTaken.class, _ -> true, id -> DcsBench.takeLock(id, -1));
        clone.close();
    }

    @Test
    void aSessionThatExpiredBetweenTwoRunsIsReplacedWithoutAWord() throws Exception {
        DcsBench first = bench("m1");
        var before = first.await(DcsEvent.SessionConnected.class);
        first.dcs.abandon();
        endSession();

        DcsBench second = bench("m1");
        DcsEvent.SessionConnected after = second.await(DcsEvent.SessionConnected.class);
        assertTrue(after.isNew());
        assertNotEquals(before.session(), after.session());
        assertEquals(0, second.count(DcsEvent.SessionLost.class));
        second.close();
    }

    @Test
    void closingTheSessionFreesTheLockAtOnce() {
        DcsBench first = bench("m1");
        take(first);
        DcsBench other = DcsBench.connected(server.connectString(), "c", "b");
        first.close();
        assertEquals(new Lock.Free(), lock(other));
        assertEquals(false, Files.exists(own.resolve("session.json")));
        assertInstanceOf(DcsEvent.RequestUnsent.class, first.ask(DcsAction.TouchSession::new));
        other.close();
    }

    @Test
    void anExpiredSessionIsToldAndReplaced() throws Exception {
        DcsBench bench = bench("m1");
        var before = bench.await(DcsEvent.SessionConnected.class);
        take(bench);
        bench.forget();
        endSession();
        bench.await(DcsEvent.SessionLost.class);
        DcsEvent.SessionConnected after = bench.await(DcsEvent.SessionConnected.class);
        assertTrue(after.isNew());
        assertEquals(2, after.connection());
        assertNotEquals(before.session(), after.session());
        assertEquals(new Lock.Free(), lock(bench));
        take(bench);
        bench.close();
    }

    @Test
    void theSessionOutlivesARestartOfTheServer() throws IOException {
        DcsBench bench = bench("m1");
        var before = bench.await(DcsEvent.SessionConnected.class);
        DcsEvent.LockTaken taken = take(bench);
        bench.forget();
        server.stop();
        bench.await(DcsEvent.SessionSuspended.class);
        assertInstanceOf(DcsEvent.RequestUnsent.class, bench.ask(DcsAction.TouchSession::new));
        server.restart();
        DcsEvent.SessionConnected after = bench.await(DcsEvent.SessionConnected.class);
        assertEquals(before.session(), after.session());
        assertEquals(false, after.isNew());
        assertEquals(before.connection() + 1, after.connection());
        assertTrue(after.sentAt().hasReached(before.sentAt()));
        Lock.Held held = assertInstanceOf(Lock.Held.class, lock(bench));
        assertEquals(taken.epoch(), held.epoch());
        assertEquals(0, bench.count(DcsEvent.SessionLost.class));
        bench.close();
    }

    @Test
    void aSilentServerIsGivenUpAfterAQuarterOfTheTimeout() throws IOException {
        DcsBench bench = bench("m1");
        var before = bench.await(DcsEvent.SessionConnected.class);
        take(bench);
        bench.forget();
        server.freeze();
        try {
            DcsEvent.RequestFailed failed =
                    bench.ask(DcsEvent.RequestFailed.class, DcsAction.TouchSession::new);
            var suspended = bench.await(DcsEvent.SessionSuspended.class);
            Duration waited = suspended.at().since(before.at());
            assertTrue(waited.compareTo(DcsBench.TTL.dividedBy(4)) >= 0, waited.toString());
            assertEquals("no answer for 1000 ms", failed.why());
        } finally {
            server.thaw();
        }
        DcsEvent.SessionConnected after = bench.await(DcsEvent.SessionConnected.class);
        assertEquals(before.session(), after.session());
        assertInstanceOf(Lock.Held.class, lock(bench));
        bench.close();
    }

    @Test
    void aLongOutageEndsNothingButTheConnection() throws IOException {
        Duration ttl = Duration.ofSeconds(1);
        DcsBench bench =
                new DcsBench(
                        DcsBench.settings(server.connectString(), "long", "a", ttl),
                        Optional.empty());
        bench.await(DcsEvent.SessionConnected.class);
        take(bench);
        bench.forget();
        server.stop();
        DcsEvent.SessionSuspended cut = bench.await(DcsEvent.SessionSuspended.class);
        long before = curatorsProcessorTime();
        Await.until(
                Duration.ofSeconds(10),
                () -> System.nanoTime() - cut.at().nanos() > ttl.multipliedBy(4).toNanos());
        long used = curatorsProcessorTime() - before;
        assertTrue(used < 500_000_000L, "Curator used " + used + " ns");
        // Neither Curator's opinion nor a new handle ends the session: only the server does.
        assertEquals(0, bench.count(DcsEvent.SessionLost.class));
        server.restart();
        DcsEvent.SessionConnected after = bench.await(DcsEvent.SessionConnected.class);
        assertEquals(after.isNew() ? 1 : 0, bench.count(DcsEvent.SessionLost.class));
        bench.ask(DcsEvent.ClusterRead.class, DcsAction.ReadCluster::new);
        bench.close();
    }

    @Test
    void aServerThatIsNotThereYetIsWaitedFor() throws IOException {
        ZooKeeperProcess late = ZooKeeperProcess.start(own.resolve("late"), 0, 200);
        late.stop();
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler collector = collector(lines);
        Logger log = Logger.getLogger(Connector.class.getName());
        log.addHandler(collector);
        // It returns while the server is down: it does not wait for one.
        DcsBench bench = new DcsBench(late.connectString(), "c", "a", Optional.empty());
        assertEquals(
                "not connected",
                bench.ask(DcsEvent.RequestUnsent.class, DcsAction.ReadCluster::new).why());
        String line = "ZooKeeper " + late.connectString() + " is not reachable, trying again";
        Await.until(Duration.ofSeconds(10), () -> lines.contains(line));
        log.removeHandler(collector);
        late.restart();
        assertTrue(bench.await(DcsEvent.SessionConnected.class).isNew());
        bench.ask(DcsEvent.ClusterRead.class, DcsAction.ReadCluster::new);
        bench.close();
        late.stop();
    }

    private static Handler collector(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(new SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static long curatorsProcessorTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().contains("ConnectionStateManager"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    private DcsBench bench(String machine) {
        Path file = own.resolve("session.json");
        DcsBench bench =
                new DcsBench(
                        server.connectString(),
                        "c",
                        "a",
                        Optional.of(DcsBench.file(file, machine)));
        bench.await(DcsEvent.SessionConnected.class);
        return bench;
    }

    /** Ends the session in the file as only somebody who knows its password can. */
    private void endSession() throws Exception {
        var object = Json.object(Files.readString(own.resolve("session.json"))).orElseThrow();
        long id = Long.parseUnsignedLong(object.path("session_id").asText(), 16);
        byte[] password = Base64.getDecoder().decode(object.path("password").asText());
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper thief =
                new ZooKeeper(
                        server.connectString(),
                        4000,
                        event -> {
                            if (event.getState() == KeeperState.SyncConnected) {
                                connected.countDown();
                            }
                        },
                        id,
                        password);
        assertTrue(connected.await(10, TimeUnit.SECONDS));
        thief.close();
    }

    private static DcsEvent.LockTaken take(DcsBench bench) {
        return bench.ask(DcsEvent.LockTaken.class, id -> DcsBench.takeLock(id, -1));
    }

    private static Lock lock(DcsBench bench) {
        return bench.ask(DcsEvent.ClusterRead.class, DcsAction.ReadCluster::new).view().lock();
    }
}
