package io.matriarch.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.event.PostgresEvent;
import io.matriarch.state.ControlData;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.state.Upstream;
import io.matriarch.testing.Await;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import io.matriarch.value.RequestId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a real PostgreSQL does when orders come at a bad time or files are bad. */
@Tag("live")
final class LocalPostgresFaultsTest extends OneMember {
    @Test
    void aNewClusterHasNeverRunAServerAndHidesItsPasswords() throws Exception {
        Path fresh = directory.path().resolve("a");
        for (String secret : List.of("super:'secret", "repl:'pass")) {
            assertFalse(contains(fresh.resolve("data.matriarch-postgres.log"), secret));
            assertFalse(contains(fresh.resolve("data/postgresql.conf"), secret));
        }
        assertFalse(Files.exists(fresh.resolve("data.matriarch-initdb-password")));
        assertFalse(Files.exists(fresh.resolve("data.matriarch-child")));
    }

    @Test
    void aServerThatTurnsItsAgentAwayIsWhatItWas() throws Exception {
        start();
        Postgres.Primary before = assertInstanceOf(Postgres.Primary.class, a.probe());
        Path hba = a.data().resolve("pg_hba.conf");
        byte[] good = Files.readAllBytes(hba);
        try (Connection admin = a.connect();
                Statement statement = admin.createStatement()) {
            Files.writeString(hba, "local all all reject\nhost all all all reject\n");
            Postgres.Primary locked =
                    (Postgres.Primary) a.awaitProbe(found -> isLocked(found, statement));

            assertEquals(before.systemId(), locked.systemId());
            assertEquals(before.timeline(), locked.timeline());
            assertEquals(Optional.empty(), locked.replication());
        } finally {
            Files.write(hba, good);
            user.own(hba);
        }
    }

    /** Connections that stand outlive the file, so the agent's is ended. */
    private static boolean isLocked(Postgres found, Statement statement) {
        try {
            statement.execute(
                    "SELECT pg_reload_conf(); SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return found instanceof Postgres.Primary one && one.server().turnsAway().isPresent();
    }

    @Test
    void aDamagedControlFileIsUnreadableAndNothingElse() throws Exception {
        Path control = a.data().resolve("global/pg_control");
        byte[] good = Files.readAllBytes(control);
        byte[] bad = good.clone();
        bad[40] ^= 1;
        try {
            Files.write(control, bad);
            assertInstanceOf(Postgres.Unreadable.class, a.probe());
            Files.write(control, new byte[100]);
            assertInstanceOf(Postgres.Unreadable.class, a.probe());
            Files.delete(control);
            assertInstanceOf(Postgres.Unreadable.class, a.probe());
        } finally {
            Files.write(control, good);
            user.own(control);
        }
        assertInstanceOf(Postgres.Stopped.class, a.probe());
    }

    @Test
    void aPermitThatEndedMeanwhileRefusesTheStart() throws Exception {
        OperationId id = new OperationId(1_000_000);
        Moment now = PostgresMember.CLOCK.now();
        a.port().kill().run();
        a.port()
                .order(
                        new PostgresAction.Begin(
                                id,
                                new Operation.StartPrimary(EPOCH),
                                new Permit.LeaseHeld(EPOCH, now.plus(Duration.ofNanos(1))),
                                now.plus(PATIENCE)));
        assertEquals(new Outcome.Refused("permit is over"), a.outcome(id));
        assertTrue(living().isEmpty());
        // Nor would a start by hand come up writable.
        assertTrue(Files.exists(a.data().resolve("standby.signal")));
    }

    @Test
    void aStandbyOfNobodyComesUpStopsAndIsFoundAsSuch() throws Exception {
        assertEquals(DONE, a.run(new Operation.StartStandby(Optional.empty())));
        Postgres.Standby standby = assertInstanceOf(Postgres.Standby.class, a.probe());
        assertEquals(Optional.empty(), standby.upstream());
        assertFalse(standby.streaming());
        assertTrue(standby.timeline().isPresent());
        Upstream gone = new Upstream(new MemberName("z"), "postgres://127.0.0.1:1/postgres?x=y");
        assertEquals(DONE, a.run(new Operation.Follow(gone)));
        assertEquals(Optional.of(gone.connUrl()), ((Postgres.Standby) a.probe()).upstream());
        assertEquals(DONE, a.run(new Operation.Stop(false)));
        ControlData control = assertInstanceOf(Postgres.Stopped.class, a.probe()).control();
        assertEquals(ControlData.Phase.STANDBY_STOPPED, control.phase());
        assertEquals(Optional.of(standby.replayed()), control.end());
        assertEquals(DONE, a.run(new Operation.Stop(true)));
    }

    @Test
    void anUnreachableSourceCostsNoData() throws Exception {
        Upstream nobody = new Upstream(new MemberName("z"), "postgres://127.0.0.1:1/postgres");
        for (Operation work :
                List.of(new Operation.Basebackup(nobody), new Operation.Rewind(nobody))) {
            Outcome.SourceGone gone = assertInstanceOf(Outcome.SourceGone.class, a.run(work));
            assertFalse(gone.touched(), "the mark that it was begun can be taken back");
        }
        assertInstanceOf(Postgres.Stopped.class, a.probe());
    }

    @Test
    void aStartThatFailsSaysWhy() throws Exception {
        Path base = a.data().resolve("postgresql.base.conf");
        String good = Files.readString(base);
        try {
            Files.writeString(base, good + "\nnonsense_parameter = 'x'\n");
            Outcome.Failed failed =
                    assertInstanceOf(
                            Outcome.Failed.class, a.run(new Operation.StartPrimary(EPOCH)));
            assertTrue(failed.why().contains("contains errors"), failed.why());
        } finally {
            Files.writeString(base, good);
        }
    }

    @Test
    void aCopyOrAClusterThatWasCutIsFollowedByAnother() throws Exception {
        start();
        try (PostgresMember b = new PostgresMember("b", directory, user)) {
            OperationId made = b.begin(new Operation.Initdb(), Duration.ofMillis(700));
            assertEquals(new Outcome.Failed("it was not done in time"), b.outcome(made));
            assertTrue(b.port().isGone());
            OperationId cut = b.begin(new Operation.Basebackup(a.upstream()), PATIENCE);
            Await.until(PATIENCE, () -> Files.exists(b.data().resolve("PG_VERSION")));
            b.port().order(new PostgresAction.Cancel(cut));
            assertEquals(new Outcome.Cancelled(), b.outcome(cut));
            assertEquals(DONE, b.run(new Operation.Basebackup(a.upstream())));
            assertEquals(DONE, b.run(new Operation.StartStandby(Optional.of(a.upstream()))));
            b.awaitProbe(p -> p instanceof Postgres.Standby s && s.streaming());
        }
    }

    @Test
    void everyProbeIsAnsweredWhileAnOperationRuns() throws Exception {
        start();
        a.execute("CREATE TABLE IF NOT EXISTS big AS SELECT generate_series(1, 100000)");
        OperationId id = a.begin(new Operation.Stop(true), PATIENCE);
        for (long number = 1; number <= 5; number++) {
            a.port().order(new PostgresAction.Probe(new RequestId(-number)));
        }
        for (long number = 1; number <= 5; number++) {
            RequestId request = new RequestId(-number);
            a.await(PostgresEvent.PostgresProbed.class, e -> e.request().equals(request));
        }
        assertEquals(DONE, a.outcome(id));
        assertInstanceOf(Postgres.Stopped.class, a.probe());
    }

    private static boolean contains(Path file, String text) throws IOException {
        return Files.exists(file) && Files.readString(file).contains(text);
    }
}
