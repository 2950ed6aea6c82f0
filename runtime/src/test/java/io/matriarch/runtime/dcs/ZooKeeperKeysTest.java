package io.matriarch.runtime.dcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.event.DcsEvent;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.Initialize;
import io.matriarch.state.MemberRecord;
import io.matriarch.testing.ZooKeeperProcess;
import io.matriarch.value.Lsn;
import io.matriarch.value.RequestId;
import io.matriarch.value.Revision;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The persistent keys on a real server, as other programs find and change them. */
@Tag("live")
class ZooKeeperKeysTest {
    private static final Permit FREE = new Permit.NoneNeeded();
    private static final SystemId ID = new SystemId("7512345678901234567");

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
    void aWriteFromTheCommandLineFailsWhenTheKeyChanged() throws IOException {
        assertTrue(store.write("config", "{}", Optional.empty()));
        Optional<ClusterStore.Stored> seen = store.read("config");
        assertEquals(false, store.write("config", "{\"x\":1}", Optional.empty()));
        assertTrue(store.write("config", "{\"x\":2}", seen));
        assertEquals(false, store.write("config", "{\"x\":3}", seen));
        assertEquals(Optional.of("{\"x\":2}"), store.read().config());
    }

    @Test
    void aClaimIsDroppedWhileItIsEmpty() {
        Revision claim =
                a.ask(DcsEvent.InitializeClaimed.class, DcsAction.ClaimInitialize::new).revision();
        a.ask(DcsEvent.Written.class, id -> new DcsAction.DropClaim(id, claim));
        assertEquals(new Initialize.Absent(), view(a).initialize());
    }

    @Test
    void aLostSystemIdentifierIsRepairedAndAnotherIsNot() throws IOException {
        a.ask(DcsEvent.Written.class, id -> new DcsAction.WriteSystemId(id, ID, FREE));
        assertEquals(ID.text(), text("initialize"));
        SystemId foreign = new SystemId("7599999999999999999");
        a.ask(DcsEvent.WriteRefused.class, id -> new DcsAction.WriteSystemId(id, foreign, FREE));
        store.write("initialize", "garbage", store.read("initialize"));
        assertEquals(new Initialize.Absent(), view(a).initialize());
        a.ask(DcsEvent.Written.class, id -> new DcsAction.WriteSystemId(id, ID, FREE));
        assertEquals(ID.text(), text("initialize"));
    }

    @Test
    void onlyOneMakesTheCluster() throws IOException {
        Revision claim =
                a.ask(DcsEvent.InitializeClaimed.class, DcsAction.ClaimInitialize::new).revision();
        b.ask(DcsEvent.WriteRefused.class, DcsAction.ClaimInitialize::new);
        assertEquals(new Initialize.Claimed(claim), view(b).initialize());
        Revision other = new Revision(claim.version(), claim.createdBy() - 1);
        b.ask(
                DcsEvent.WriteRefused.class,
                id -> new DcsAction.AnnounceCluster(id, ID, other, FREE));
        a.ask(DcsEvent.Written.class, id -> new DcsAction.AnnounceCluster(id, ID, claim, FREE));
        assertEquals(new Initialize.Made(ID), view(b).initialize());
        assertEquals(DcsBench.CONFIG, text("config"));
        assertEquals(Optional.of(DcsBench.CONFIG), b.dcs.latestConfig());
        a.ask(DcsEvent.WriteRefused.class, id -> new DcsAction.DropClaim(id, claim));
    }

    @Test
    void aBrokenConfigIsToldAndTheLastGoodOneRemembered() throws IOException {
        a.ask(DcsEvent.Written.class, id -> new DcsAction.WriteConfig(id, FREE));
        assertInstanceOf(Config.Present.class, view(a).config());
        a.forget();
        store.write("config", "{\"ttl\":", store.read("config"));
        a.await(DcsEvent.DcsNoticed.class);
        assertInstanceOf(Config.Broken.class, view(a).config());
        assertEquals(Optional.of(DcsBench.CONFIG), a.dcs.latestConfig());
        a.ask(DcsEvent.WriteRefused.class, id -> new DcsAction.WriteConfig(id, FREE));
        store.write("config", "", store.read("config"));
        a.ask(DcsEvent.Written.class, id -> new DcsAction.WriteConfig(id, FREE));
        assertEquals(DcsBench.CONFIG, text("config"));
    }

    @Test
    void theStatusKeepsTheSlotsAndOldMembersAreServed() throws IOException {
        store.write("status", "{\"optime\":1,\"slots\":{\"s\":1}}", Optional.empty());
        status(100);
        assertEquals("{\"optime\":100,\"slots\":{\"s\":1}}", text("status"));
        assertEquals(Optional.empty(), store.read("optime/leader"));
        store.write("members/old", "{\"role\":\"replica\"}", Optional.empty());
        assertEquals(Optional.of(new Lsn(100)), view(a).position());
        statusForOld(200);
        assertEquals("200", text("optime/leader"));
    }

    @Test
    void theHistoryIsReplaced() {
        List<HistoryLine> lines =
                List.of(new HistoryLine(new Timeline(1), new Lsn(9), "why", "when", "a"));
        a.ask(DcsEvent.Written.class, id -> new DcsAction.WriteHistory(id, List.of(), FREE));
        a.ask(DcsEvent.Written.class, id -> new DcsAction.WriteHistory(id, lines, FREE));
        assertEquals(Optional.of(lines), view(b).history());
    }

    @Test
    void aFailoverRequestIsTakenOffOnlyUnchanged() throws IOException {
        store.write("failover", "{\"leader\":\"a\",\"member\":\"b\"}", Optional.empty());
        var asked = assertInstanceOf(FailoverRequest.Asked.class, view(a).failover());
        store.write("failover", "{\"leader\":\"a\"}", store.read("failover"));
        a.ask(DcsEvent.WriteRefused.class, id -> clear(id, asked));
        var again = assertInstanceOf(FailoverRequest.Asked.class, view(a).failover());
        a.ask(DcsEvent.Written.class, id -> clear(id, again));
        assertEquals("{}", text("failover"));
    }

    @Test
    void keysMayBeClosedToEverybodyElse() throws IOException {
        DcsSettings open =
                DcsBench.settings(server.connectString() + "/closed", "c", "a", DcsBench.TTL);
        DcsSettings closed =
                new DcsSettings(
                        open.hosts(),
                        open.namespace(),
                        open.scope(),
                        open.member(),
                        open.ttl(),
                        open.reportDelay(),
                        open.retryTimeout(),
                        new TreeMap<>(Map.of("digest", "matriarch:secret")),
                        new TreeMap<>(Map.of("auth:", List.of("ALL"))));
        assertEquals(false, closed.toString().contains("secret"));
        DcsBench owner = new DcsBench(closed, Optional.empty());
        owner.await(DcsEvent.SessionConnected.class);
        write(owner, DcsBench.record("running"));
        try (ClusterStore stranger = ClusterStore.open(open, Duration.ofSeconds(10));
                ClusterStore friend = ClusterStore.open(closed, Duration.ofSeconds(10))) {
            assertTrue(friend.read("members/a").isPresent());
            IOException refused = assertThrows(IOException.class, () -> stranger.read("members/a"));
            assertTrue(refused.getMessage().contains("NOAUTH"), refused.getMessage());
        }
        owner.close();
    }

    private void status(long position) {
        write(position, false);
    }

    private void statusForOld(long position) {
        write(position, true);
    }

    private void write(long position, boolean alsoOld) {
        a.ask(
                DcsEvent.Written.class,
                id -> new DcsAction.WriteStatus(id, new Lsn(position), alsoOld, FREE));
    }

    private static DcsAction clear(RequestId id, FailoverRequest.Asked asked) {
        return new DcsAction.ClearFailover(id, asked.revision(), "done", FREE);
    }

    private static ClusterView view(DcsBench bench) {
        return bench.ask(DcsEvent.ClusterRead.class, DcsAction.ReadCluster::new).view();
    }

    private static DcsEvent.MemberWritten write(DcsBench bench, MemberRecord record) {
        return bench.ask(DcsEvent.MemberWritten.class, id -> new DcsAction.WriteMember(id, record));
    }

    private String text(String key) throws IOException {
        return store.read(key).orElseThrow().text();
    }
}
