package io.matriarch.runtime.dcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.DcsAction;
import io.matriarch.event.DcsEvent;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Lock;
import io.matriarch.state.MemberRecord;
import io.matriarch.testing.ZooKeeperProcess;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Session, member record and lock on a real server. */
@Tag("live")
class ZooKeeperDcsTest {

    @TempDir static Path directory;
    private static ZooKeeperProcess server;

    private DcsBench a;
    private DcsBench b;
    private ClusterStore store;

    @BeforeAll
    static void startServer() throws IOException {
        server = ZooKeeperProcess.start(directory, 0, 200);
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @BeforeEach
    void connect(TestInfo test) throws IOException {
        // A chroot of two levels that does not exist yet.
        String hosts = server.connectString() + "/some/where";
        String scope = test.getTestMethod().orElseThrow().getName();
        a = DcsBench.connected(hosts, scope, "a");
        b = DcsBench.connected(hosts, scope, "b");
        store =
                ClusterStore.open(
                        DcsBench.settings(hosts, scope, "ctl", DcsBench.TTL),
                        Duration.ofSeconds(10));
    }

    @AfterEach
    void disconnect() {
        a.close();
        b.close();
        store.close();
    }

    @Test
    void anEmptyClusterIsReadAsNothing() {
        assertEquals(ClusterView.EMPTY, view(a));
    }

    @Test
    void aNewSessionIsTold() {
        DcsEvent.SessionConnected told = a.await(DcsEvent.SessionConnected.class);
        assertTrue(told.isNew());
        assertEquals(1, told.connection());
        assertEquals(DcsBench.TTL, told.timeout());
        assertTrue(!told.at().isBefore(told.sentAt()));
        DcsEvent.SessionTouched touched =
                a.ask(DcsEvent.SessionTouched.class, DcsAction.TouchSession::new);
        assertEquals(1, touched.connection());
        assertTrue(touched.sentAt().hasReached(told.at()));
    }

    @Test
    void ourMemberRecordIsFoundByOthers() throws IOException {
        DcsEvent.MemberWritten written = write(a, DcsBench.record("running"));
        assertEquals(new Lock.Free(), written.lock());
        assertEquals(
                "{\"conn_url\":\"postgres://h/postgres\",\"api_url\":\"http://h/patroni\","
                        + "\"state\":\"running\",\"role\":\"replica\",\"version\":\"4.1.4\"}",
                text("members/a"));
        write(a, DcsBench.record("stopping"));
        var member = view(b).members().get(new MemberName("a"));
        assertEquals(DcsBench.record("stopping"), member.record());
        assertEquals(a.await(DcsEvent.SessionConnected.class).session(), member.owner());
    }

    @Test
    void aMemberNodeOfAnotherSessionIsMadeAnew() {
        DcsBench predecessor = DcsBench.connected(hosts(), scope("ofAnotherSession"), "a");
        DcsBench successor = DcsBench.connected(hosts(), scope("ofAnotherSession"), "a");
        write(predecessor, DcsBench.record("running"));
        write(successor, DcsBench.record("starting"));
        predecessor.close();
        var member = view(successor).members().get(new MemberName("a"));
        assertEquals(DcsBench.record("starting"), member.record());
        assertEquals(successor.await(DcsEvent.SessionConnected.class).session(), member.owner());
        successor.close();
    }

    @Test
    void theLockIsTakenOnceAndSeenByBoth() throws IOException {
        DcsEvent.LockTaken taken = take(a, -1);
        DcsEvent.LockRefused refused =
                b.ask(DcsEvent.LockRefused.class, id -> DcsBench.takeLock(id, -1));
        assertEquals("a has it", refused.why());
        assertEquals("a", text("leader"));
        assertEquals(Optional.empty(), store.read("sync"));
        Lock expected =
                new Lock.Held(
                        new MemberName("a"),
                        a.await(DcsEvent.SessionConnected.class).session(),
                        taken.epoch());
        assertEquals(expected, view(b).lock());
        assertEquals(expected, write(a, DcsBench.record("running")).lock());
    }

    @Test
    void theLockIsNotTakenOnAnOutdatedViewOfSync() throws IOException {
        store.write("sync", "{}", Optional.empty());
        ClusterView seen = view(a);
        assertEquals(0, seen.sync().version());
        store.write("sync", "{\"leader\":\"b\"}", store.read("sync"));
        DcsEvent.LockRefused refused =
                a.ask(DcsEvent.LockRefused.class, id -> DcsBench.takeLock(id, 0));
        assertEquals("sync has changed", refused.why());
        refused = a.ask(DcsEvent.LockRefused.class, id -> DcsBench.takeLock(id, -1));
        assertEquals("sync has changed", refused.why());
        assertEquals(Optional.empty(), store.read("leader"));
        take(a, 1);
    }

    @Test
    void aReleasedLockLeavesItsEpochInTheMemberRecord() throws IOException {
        LockEpoch epoch = take(a, -1).epoch();
        write(a, DcsBench.record("stopped"));
        MemberRecord record = DcsBench.released(epoch);
        a.ask(DcsEvent.LockReleased.class, id -> new DcsAction.ReleaseLock(id, epoch, record));
        assertEquals(Optional.empty(), store.read("leader"));
        assertTrue(text("members/a").contains("\"released\":\"" + epoch + "\""));
        LockEpoch next = take(b, -1).epoch();
        assertTrue(next.compareTo(epoch) > 0);
    }

    @Test
    void theLockOfAnotherTenureIsNotReleased() throws IOException {
        LockEpoch epoch = take(a, -1).epoch();
        LockEpoch other = new LockEpoch(epoch.zxid() - 1);
        MemberRecord record = DcsBench.released(other);
        a.ask(DcsEvent.WriteRefused.class, id -> new DcsAction.ReleaseLock(id, other, record));
        b.ask(DcsEvent.WriteRefused.class, id -> new DcsAction.ReleaseLock(id, epoch, record));
        assertEquals("a", text("leader"));
    }

    @Test
    void changesOfTheLockAreNoticed() {
        view(b);
        b.forget();
        take(a, -1);
        b.await(DcsEvent.DcsNoticed.class);
        view(b);
        b.forget();
        a.close();
        b.await(DcsEvent.DcsNoticed.class);
        b.askUntil(
                DcsEvent.ClusterRead.class,
                read -> read.view().lock().equals(new Lock.Free()),
                DcsAction.ReadCluster::new);
    }

    @Test
    void requestsAreCarriedOutInTheOrderOfSending() {
        a.send(id -> new DcsAction.WriteMember(id, DcsBench.record("running")));
        a.send(id -> DcsBench.takeLock(id, -1));
        ClusterView seen = view(a);
        assertEquals(1, seen.members().size());
        assertInstanceOf(Lock.Held.class, seen.lock());
        List<String> answers =
                a.events().stream()
                        .filter(DcsEvent.Answer.class::isInstance)
                        .map(answer -> answer.getClass().getSimpleName())
                        .toList();
        assertEquals(List.of("MemberWritten", "LockTaken", "ClusterRead"), answers);
    }

    private static ClusterView view(DcsBench bench) {
        return bench.ask(DcsEvent.ClusterRead.class, DcsAction.ReadCluster::new).view();
    }

    private static DcsEvent.MemberWritten write(DcsBench bench, MemberRecord record) {
        return bench.ask(DcsEvent.MemberWritten.class, id -> new DcsAction.WriteMember(id, record));
    }

    private static DcsEvent.LockTaken take(DcsBench bench, int syncVersion) {
        return bench.ask(DcsEvent.LockTaken.class, id -> DcsBench.takeLock(id, syncVersion));
    }

    private String text(String key) throws IOException {
        return store.read(key).orElseThrow().text();
    }

    private static String hosts() {
        return server.connectString();
    }

    private static String scope(String name) {
        return "scope-" + name;
    }
}
