package io.matriarch.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.PostgresEvent;
import io.matriarch.runtime.postgres.config.OwnedFiles;
import io.matriarch.state.ControlData;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.testing.TestDirectory;
import io.matriarch.testing.UnprivilegedUser;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of a small cluster on real servers, driven by operations alone. */
@Tag("live")
final class LocalPostgresTest {
    private static final LockEpoch EPOCH = new LockEpoch(1);
    private static final Outcome DONE = new Outcome.Succeeded();

    private final UnprivilegedUser user = UnprivilegedUser.choose();
    private TestDirectory directory;
    private PostgresMember a;
    private PostgresMember b;

    @BeforeEach
    void makeMembers() throws Exception {
        directory = TestDirectory.create(user);
        a = new PostgresMember("a", directory, user);
        b = new PostgresMember("b", directory, user);
    }

    @AfterEach
    void removeMembers() throws Exception {
        a.close();
        b.close();
        directory.close();
    }

    @Test
    void aClusterIsMadeGrowsFailsOverAndTakesTheOldPrimaryBack() throws Exception {
        assertEquals(new Postgres.NoData(), a.probe());
        assertEquals(DONE, a.run(new Operation.Initdb()));
        assertInstanceOf(Postgres.Stopped.class, a.probe());
        assertEquals(DONE, a.run(new Operation.StartPrimary(EPOCH)));
        Postgres.Primary first = assertInstanceOf(Postgres.Primary.class, a.probe());
        assertEquals(Timeline.FIRST, first.timeline());
        a.execute("CREATE TABLE t (x int)");

        assertEquals(DONE, b.run(new Operation.Basebackup(a.upstream())));
        assertEquals(DONE, b.run(new Operation.StartStandby(Optional.of(a.upstream()))));
        Postgres.Standby standby =
                (Postgres.Standby)
                        b.awaitProbe(p -> p instanceof Postgres.Standby s && s.streaming());
        assertEquals(first.systemId(), standby.systemId());
        assertEquals(Optional.of(a.upstream().connUrl()), standby.upstream());
        assertEquals(Optional.of(Timeline.FIRST), standby.timeline());

        assertEquals(DONE, a.run(new Operation.Stop(true)));
        ControlData left = assertInstanceOf(Postgres.Stopped.class, a.probe()).control();
        assertEquals(ControlData.Phase.PRIMARY_STOPPED, left.phase());
        Lsn end = left.end().orElseThrow();
        Postgres.Standby waiting =
                (Postgres.Standby)
                        b.awaitProbe(p -> p instanceof Postgres.Standby s && !s.streaming());
        assertEquals(end, waiting.position());
        assertEquals(Optional.of(Timeline.FIRST), waiting.timeline());

        assertEquals(DONE, b.run(new Operation.Promote(EPOCH)));
        Postgres.Primary second = assertInstanceOf(Postgres.Primary.class, b.probe());
        assertEquals(new Timeline(2), second.timeline());
        HistoryLine fork = second.forks().getFirst();
        assertEquals(Timeline.FIRST, fork.timeline());
        assertEquals(end, fork.end());
        b.execute("INSERT INTO t VALUES (1)");

        divergeAndComeBack();
    }

    /** A write on the old timeline makes the old primary diverge; a rewind undoes it. */
    private void divergeAndComeBack() throws Exception {
        assertEquals(DONE, a.run(new Operation.StartPrimary(EPOCH)));
        a.execute("INSERT INTO t SELECT generate_series(1, 1000)");
        a.port().kill().run();
        ControlData crashed = assertInstanceOf(Postgres.Stopped.class, a.probe()).control();
        assertEquals(ControlData.Phase.PRIMARY_CRASHED, crashed.phase());
        assertEquals(Optional.empty(), crashed.end());
        assertEquals(DONE, a.run(new Operation.RecoverAlone()));
        assertEquals(DONE, a.run(new Operation.Rewind(b.upstream())));
        assertEquals(DONE, a.run(new Operation.StartStandby(Optional.of(b.upstream()))));
        awaitStreamingOn(a, new Timeline(2));
        assertEquals("1", query(a, "SELECT count(*) FROM t"));
        assertTrue(
                a.find(
                                PostgresEvent.PostgresNoticed.class,
                                e -> e.what().equals("the postmaster ended"))
                        .isPresent());
    }

    @Test
    void aCrashedStandbyThatIsAheadOfTheNewPrimaryIsRewound() throws Exception {
        try (PostgresMember c = new PostgresMember("c", directory, user)) {
            assertEquals(DONE, a.run(new Operation.Initdb()));
            assertEquals(DONE, a.run(new Operation.StartPrimary(EPOCH)));
            for (PostgresMember standby : List.of(b, c)) {
                assertEquals(DONE, standby.run(new Operation.Basebackup(a.upstream())));
                assertEquals(
                        DONE, standby.run(new Operation.StartStandby(Optional.of(a.upstream()))));
            }
            assertEquals(DONE, c.run(new Operation.Stop(false)));
            a.execute("CREATE TABLE t AS SELECT generate_series(1, 1000)");
            Lsn written = ((Postgres.Primary) a.probe()).written();
            b.awaitProbe(
                    p -> p instanceof Postgres.Standby s && s.replayed().compareTo(written) >= 0);
            a.port().kill().run();
            b.port().kill().run();

            assertEquals(DONE, c.run(new Operation.StartStandby(Optional.empty())));
            assertEquals(DONE, c.run(new Operation.Promote(EPOCH)));
            c.execute("CREATE TABLE u (x int)");
            ControlData left = assertInstanceOf(Postgres.Stopped.class, b.probe()).control();
            assertEquals(ControlData.Phase.STANDBY_CRASHED, left.phase());
            assertEquals(DONE, b.run(new Operation.RecoverAlone()));
            assertEquals(DONE, b.run(new Operation.Rewind(c.upstream())));
            assertEquals(DONE, b.run(new Operation.StartStandby(Optional.of(c.upstream()))));
            b.awaitProbe(p -> p instanceof Postgres.Standby s && s.streaming());
            assertEquals("0", query(b, "SELECT count(*) FROM u"));
            assertEquals("0", query(b, "SELECT count(*) FROM pg_class WHERE relname = 't'"));
        }
    }

    @Test
    void aPromotionBeginsAboveEveryTimelineThatTheClusterHasUsed() throws Exception {
        makePrimaryAndStandby();
        assertEquals(DONE, a.run(new Operation.Stop(true)));

        assertEquals(DONE, b.run(promotionAbove(5)));
        Postgres.Primary promoted = assertInstanceOf(Postgres.Primary.class, b.probe());
        assertEquals(new Timeline(6), promoted.timeline());
        assertEquals(1, promoted.forks().size());
        assertEquals(Timeline.FIRST, promoted.forks().getFirst().timeline());
        Path log = b.data().resolve("pg_wal");
        for (int number = 2; number <= 6; number++) {
            Path file = log.resolve("0000000" + number + ".history");
            assertEquals(Files.getOwner(log), Files.getOwner(file));
        }

        assertEquals(DONE, a.run(new Operation.StartStandby(Optional.of(b.upstream()))));
        awaitStreamingOn(a, new Timeline(6));
    }

    @Test
    void aPromotionThatWasOnlyPreparedKeepsNoStandbyFromStartingOrFollowing() throws Exception {
        makePrimaryAndStandby();
        prepare(b);
        assertEquals(DONE, b.run(new Operation.Follow(a.upstream())));
        awaitStreamingOn(b, Timeline.FIRST);

        assertEquals(DONE, b.run(new Operation.Stop(false)));
        prepare(b);
        assertEquals(DONE, b.run(new Operation.StartStandby(Optional.of(a.upstream()))));
        awaitStreamingOn(b, Timeline.FIRST);

        // The number that was reserved in vain is used by somebody else, and can be followed.
        try (PostgresMember c = new PostgresMember("c", directory, user)) {
            assertEquals(DONE, c.run(new Operation.Basebackup(a.upstream())));
            assertEquals(DONE, c.run(new Operation.StartStandby(Optional.of(a.upstream()))));
            awaitStreamingOn(c, Timeline.FIRST);
            assertEquals(DONE, a.run(new Operation.Stop(true)));
            assertEquals(DONE, c.run(promotionAbove(4)));
            assertEquals(DONE, b.run(new Operation.Follow(c.upstream())));
            awaitStreamingOn(b, new Timeline(5));
        }
    }

    private void makePrimaryAndStandby() {
        assertEquals(DONE, a.run(new Operation.Initdb()));
        assertEquals(DONE, a.run(new Operation.StartPrimary(EPOCH)));
        assertEquals(DONE, b.run(new Operation.Basebackup(a.upstream())));
        assertEquals(DONE, b.run(new Operation.StartStandby(Optional.of(a.upstream()))));
        awaitStreamingOn(b, Timeline.FIRST);
    }

    private static Operation promotionAbove(int number) {
        return new Operation.Promote(EPOCH, Optional.of(new Timeline(number)), Optional.empty());
    }

    /** As an agent leaves it that dies before it tells PostgreSQL to promote. */
    private static void prepare(PostgresMember member) throws Exception {
        for (int number = 2; number <= 5; number++) {
            OwnedFiles.replace(
                    member.data().resolve("pg_wal/0000000" + number + ".history"),
                    "1\t0/0\tanother branch\n");
        }
    }

    private static void awaitStreamingOn(PostgresMember member, Timeline timeline) {
        member.awaitProbe(p ->
                p instanceof Postgres.Standby s
                        && s.streaming()
                        && s.timeline().equals(Optional.of(timeline)));
    }

    private static String query(PostgresMember member, String sql) throws Exception {
        try (Connection connection = member.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
