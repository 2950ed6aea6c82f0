package io.matriarch.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.event.PostgresEvent;
import io.matriarch.runtime.postgres.access.ClientGate;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.state.SyncNames;
import io.matriarch.testing.Await;
import io.matriarch.testing.FreePorts;
import io.matriarch.testing.TestDirectory;
import io.matriarch.testing.UnprivilegedUser;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.RequestId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A primary that crashed while a commit waited for a standby, started with clients kept out. */
@Tag("live")
final class LocalClosedStartTest {
    private static final Outcome DONE = new Outcome.Succeeded();
    private static final Optional<SyncNames> NAMES =
            Optional.of(SyncNames.all(List.of(new MemberName("b"))));
    private static final String PASSWORD = "app-pass";

    private final UnprivilegedUser user = UnprivilegedUser.choose();
    private TestDirectory directory;
    private PostgresSettings settings;
    private PostgresMember a;
    private PostgresMember b;
    private Path hba;
    private long requests = 1_000_000;

    @BeforeEach
    void crashWhileACommitWaits() throws Exception {
        directory = TestDirectory.create(user);
        settings =
                withRules(
                        PostgresMember.settings("a", directory, FreePorts.next()),
                        "# hostssl cannot match here, for ssl is off",
                        "hostssl all all 0.0.0.0/0 cert",
                        "host \"no such\",replication \"we, ird\" 127.0.0.0 255.0.0.0 reject",
                        "host all +nobody ::1/128 md5",
                        "host all all \\",
                        "    127.0.0.1/32 scram-sha-256  # everybody",
                        "host replication all 127.0.0.1/32 scram-sha-256");
        a = new PostgresMember(settings, user);
        b = new PostgresMember("b", directory, user);
        hba = a.data().resolve("pg_hba.conf");
        assertEquals(DONE, a.run(new Operation.Initdb()));
        assertEquals(DONE, a.run(start(false)));
        a.execute(
                "SET synchronous_commit = local; CREATE TABLE t (x int);"
                        + " CREATE ROLE app LOGIN PASSWORD '"
                        + PASSWORD
                        + "'; GRANT ALL ON t TO app; CREATE ROLE dba; GRANT dba TO postgres, app");
        assertFalse(isClosed());
        Thread client = Thread.ofPlatform().daemon().start(this::insert);
        Await.until(
                PostgresMember.PATIENCE,
                () ->
                        ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
                                .equals("1"));
        assertEquals("0", ask("SELECT count(*) FROM t"));
        Await.until(PostgresMember.PATIENCE, a::killAllProcesses);
        client.join();
    }

    @AfterEach
    void remove() throws Exception {
        a.close();
        b.close();
        directory.close();
    }

    @Test
    void clientsStayOutAcrossAnAgentsRestartAndAStandbyComesInUntilTheyAreAdmitted()
            throws Exception {
        byte[] before = Files.readAllBytes(hba);
        assertEquals(DONE, a.run(start(true)));
        // What nobody was told of, and what a promoted standby would lack.
        assertEquals("1", ask("SELECT count(*) FROM t"));
        assertKeptOut();

        a.port().close();
        a = new PostgresMember(settings, user);
        assertTrue(isClosed());
        signal(Signals.HANGUP);
        assertEquals(DONE, b.run(new Operation.Basebackup(a.upstream())));
        assertEquals(DONE, b.run(new Operation.StartStandby(Optional.of(a.upstream()))));
        b.awaitProbe(p -> p instanceof Postgres.Standby s && s.streaming());
        assertKeptOut();

        admit();
        assertEquals("1", askAsClient("SELECT count(*) FROM t"));
        assertFalse(isClosed());
        assertEquals(new String(before), Files.readString(hba));

        Files.writeString(hba, "host all app 127.0.0.1/32 reject\n" + new String(before));
        signal(Signals.HANGUP);
        Await.until(PostgresMember.PATIENCE, () -> !isLetIn());
        assertEquals(DONE, a.run(new Operation.Stop(false)));
        assertEquals(DONE, a.run(start(false)));
        assertEquals(hba.toString(), ask("SHOW hba_file"));
        assertEquals("1", askAsClient("SELECT count(*) FROM t"));
        assertFalse(Files.exists(a.data().resolveSibling("data.matriarch-hba")));
    }

    @Test
    void anAgentThatEndsBeforeTheReloadLeavesThemKeptOut() throws Exception {
        assertEquals(DONE, a.run(start(true)));
        ClientGate.of(settings.places()).open();
        assertTrue(isClosed());
        admit();
        assertTrue(isLetIn());
        assertFalse(isClosed());
        admit();
    }

    @Test
    void aFileThatTheServerDoesNotTakeIsNamedUntilItIsMended() throws Exception {
        assertEquals(DONE, a.run(start(true)));
        String right = Files.readString(hba);
        Files.writeString(hba, right + "host all all nonsense\n");
        PostgresEvent.ReloadFailed failed =
                assertInstanceOf(PostgresEvent.ReloadFailed.class, orderAdmission());
        assertTrue(failed.why().contains("clients stay out until pg_hba.conf is mended"));
        assertTrue(failed.why().contains("line 10"), failed.why());
        assertTrue(isClosed());
        assertFalse(isLetIn());

        Files.writeString(hba, right);
        admit();
        assertTrue(isLetIn());
    }

    @Test
    void clientsAreLetInAtOnceWhereTheAgentItselfWouldBeKeptOut() throws Exception {
        a.port().close();
        settings = withRules(settings, "host all +dba 127.0.0.1/32 scram-sha-256");
        a = new PostgresMember(settings, user);
        assertEquals(DONE, a.run(start(true)));
        assertFalse(isClosed());
        assertTrue(isLetIn());
    }

    @Test
    void aFileElsewhereIsFoundWhereverItIsNamed() throws Exception {
        Path theirs = directory.directory("etc").resolve("clients.conf");
        Files.writeString(theirs, "host all @names 127.0.0.1/32 scram-sha-256\n");
        Files.writeString(theirs.resolveSibling("names"), "postgres app");
        Files.writeString(
                a.data().resolve("postgresql.auto.conf"), "hba_file = '" + theirs + "'\n");
        assertEquals(DONE, a.run(start(true)));
        assertKeptOut();
        admit();
        assertTrue(isLetIn());
        assertFalse(isClosed());
    }

    private static Operation start(boolean closed) {
        return new Operation.StartPrimary(new LockEpoch(1), NAMES, closed);
    }

    private void assertKeptOut() {
        assertTrue(isClosed());
        assertFalse(isLetIn());
    }

    private void admit() {
        assertInstanceOf(PostgresEvent.ReloadDone.class, orderAdmission());
    }

    private PostgresEvent orderAdmission() {
        RequestId id = new RequestId(requests++);
        a.port().order(new PostgresAction.AdmitClients(id, new Permit.NoneNeeded()));
        Await.until(PostgresMember.PATIENCE, () -> answer(id).isPresent());
        return answer(id).orElseThrow();
    }

    private Optional<? extends PostgresEvent> answer(RequestId id) {
        Optional<PostgresEvent.ReloadDone> done =
                a.find(PostgresEvent.ReloadDone.class, e -> e.request().equals(id));
        return done.isPresent()
                ? done
                : a.find(PostgresEvent.ReloadFailed.class, e -> e.request().equals(id));
    }

    private boolean isClosed() {
        RequestId id = new RequestId(requests++);
        a.port().order(new PostgresAction.Probe(id, true));
        Postgres found =
                a.await(PostgresEvent.PostgresProbed.class, e -> e.request().equals(id)).found();
        return ((Postgres.Primary) found).replication().orElseThrow().closed();
    }

    private boolean isLetIn() {
        try {
            return askAsClient("SELECT 1").equals("1");
        } catch (SQLException e) {
            assertEquals("28000", e.getSQLState(), e.getMessage());
            return false;
        }
    }

    private void insert() {
        try (Connection connection = client();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO t VALUES (1)");
        } catch (SQLException _) {
            // The server was killed under it.
        }
    }

    private void signal(int signal) {
        Signals.send(new PostgresProcesses(a.data()).postmaster().orElseThrow().pid(), signal);
    }

    private String askAsClient(String sql) throws SQLException {
        try (Connection connection = client()) {
            return ask(connection, sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = a.connect()) {
            return ask(connection, sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection client() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + settings.endpoint().connectAddress() + "/postgres",
                "app",
                PASSWORD);
    }

    private static PostgresSettings withRules(PostgresSettings base, String... rules) {
        return new PostgresSettings(
                base.scope(),
                base.member(),
                base.places(),
                base.endpoint(),
                base.accounts(),
                base.parameters(),
                base.recoveryConf(),
                List.of(rules),
                base.pgIdent(),
                base.initdbOptions(),
                base.basebackupOptions(),
                base.rewindOptions(),
                base.pgCtlTimeout(),
                base.scripts());
    }
}
