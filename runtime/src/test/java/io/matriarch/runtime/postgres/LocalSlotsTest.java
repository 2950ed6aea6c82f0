package io.matriarch.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.event.PostgresEvent;
import io.matriarch.state.Feed;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.state.Slot;
import io.matriarch.state.SlotChange;
import io.matriarch.state.Slots;
import io.matriarch.testing.Await;
import io.matriarch.value.Lsn;
import io.matriarch.value.RequestId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replication slots of real servers: what a look tells of them, and changes to them. */
@Tag("live")
final class LocalSlotsTest extends OneMember {
    private static final String WHY = "a test";

    private final AtomicLong numbers = new AtomicLong(1_000_000);

    @Test
    void aPhysicalSlotIsMadeMovedOnMadeAnewAndDropped() throws Exception {
        start();
        assertEquals(List.of(), keep(a, new SlotChange.MakePhysical("b", WHY)));
        Lsn kept = slot(a, "b").restart().orElseThrow();
        a.execute("CREATE TABLE t AS SELECT generate_series(1, 10000)");
        Lsn end = ((Postgres.Primary) a.probe()).written();
        assertEquals(List.of(), keep(a, new SlotChange.Advance("b", "", end, WHY)));
        assertEquals(Optional.of(end), slot(a, "b").restart());
        assertTrue(end.compareTo(kept) > 0);
        assertEquals(List.of(), keep(a, new SlotChange.Remake("b", WHY)));
        assertEquals(List.of(), keep(a, new SlotChange.MakePhysical("b", WHY)));
        assertEquals(
                List.of(), keep(a, new SlotChange.Drop("b", WHY), new SlotChange.Drop("b", WHY)));
        assertEquals(List.of(), slots(a).slots());
        a.execute("DROP TABLE t");
    }

    @Test
    void aLogicalSlotIsMadeMovedOnAndDropped() throws Exception {
        start();
        assertEquals(
                List.of(), keep(a, new SlotChange.MakeLogical("cdc", "postgres", "pgoutput", WHY)));
        Slot made = slot(a, "cdc");
        Slot.Logical decoding = made.logical().orElseThrow();
        assertEquals("postgres pgoutput", decoding.database() + " " + decoding.plugin());
        assertTrue(made.catalogXmin().isPresent());
        a.execute("SELECT pg_logical_emit_message(false, 'a', 'b')");
        Lsn end = ((Postgres.Primary) a.probe()).written();
        assertEquals(List.of(), keep(a, new SlotChange.Advance("cdc", "postgres", end, WHY)));
        assertEquals(Optional.of(end), slot(a, "cdc").position());
        assertEquals(List.of(), keep(a, new SlotChange.Drop("cdc", WHY)));
    }

    @Test
    void aChangeThatFailsIsToldAndTheOthersAreDone() throws Exception {
        start();
        assertEquals(
                List.of("slot cdc: cannot be made: FATAL: database \"nowhere\" does not exist"),
                keep(
                        a,
                        new SlotChange.MakeLogical("cdc", "nowhere", "pgoutput", WHY),
                        new SlotChange.MakePhysical("b", WHY)));
        assertEquals(List.of("b"), slots(a).slots().stream().map(Slot::name).toList());
        assertEquals(List.of(), keep(a, new SlotChange.Drop("b", WHY)));
    }

    @Test
    void aStandbyStreamsThroughItsSlotAndKeepsSlotsOfItsOwn() throws Exception {
        start();
        assertEquals(List.of(), keep(a, new SlotChange.MakePhysical("b", WHY)));
        try (PostgresMember b = new PostgresMember("b", directory, user)) {
            assertEquals(DONE, b.run(new Operation.Basebackup(a.upstream())));
            assertEquals(
                    DONE,
                    b.run(
                            new Operation.StartStandby(
                                    new Feed.From(a.upstream(), Optional.of("b"), true))));
            Await.until(PATIENCE, () -> slot(a, "b").active());
            assertEquals(Optional.of("b"), slots(b).uses());
            assertTrue(slots(b).feedback());
            Await.until(PATIENCE, () -> slot(a, "b").holdsRows());
            assertEquals(
                    List.of("slot b: cannot be dropped: it is in use"),
                    keep(a, new SlotChange.Drop("b", WHY)));
            keepsSlotsOfItsOwn(b);
            assertEquals(DONE, b.run(new Operation.Follow(new Feed.From(a.upstream()))));
            assertEquals(Optional.of(""), slots(b).uses());
            Await.until(PATIENCE, () -> !slot(a, "b").active());
        }
        assertEquals(List.of(), keep(a, new SlotChange.Drop("b", WHY)));
    }

    private void keepsSlotsOfItsOwn(PostgresMember b) throws Exception {
        assertEquals(List.of(), keep(b, new SlotChange.MakePhysical("c", WHY)));
        a.execute("CREATE TABLE u AS SELECT generate_series(1, 10000)");
        Lsn end = awaitReplay(b);
        assertEquals(List.of(), keep(b, new SlotChange.Advance("c", "", end, WHY)));
        assertEquals(Optional.of(end), slot(b, "c").restart());
        assertEquals(List.of(), keep(b, new SlotChange.Drop("c", WHY)));
    }

    @Test
    void aLogicalSlotIsTakenOverByAStandbyAndDecodesOnAfterAPromotion() throws Exception {
        start();
        a.execute("CREATE TABLE decoded (x int)");
        assertEquals(List.of(), keep(a, new SlotChange.MakePhysical("b", WHY)));
        try (PostgresMember b = new PostgresMember("b", directory, user)) {
            Feed feed = new Feed.From(a.upstream(), Optional.of("b"), true);
            assertEquals(DONE, b.run(new Operation.Basebackup(a.upstream())));
            assertEquals(DONE, b.run(new Operation.StartStandby(feed)));
            assertEquals(
                    List.of(),
                    keep(a, new SlotChange.MakeLogical("cdc", "postgres", "test_decoding", WHY)));
            awaitReplay(b);
            assertEquals(DONE, b.run(new Operation.CopySlots(a.upstream(), List.of("cdc"), feed)));
            assertEquals(
                    slot(a, "cdc").logical().map(Slot.Logical::database),
                    slot(b, "cdc").logical().map(Slot.Logical::database));
            a.execute("INSERT INTO decoded VALUES (42)");
            awaitReplay(b);
            assertEquals(DONE, a.run(new Operation.Stop(false)));
            assertEquals(DONE, b.run(new Operation.Promote(EPOCH)));
            assertEquals(
                    1,
                    count(
                            b,
                            "SELECT count(*) FROM pg_logical_slot_get_changes('cdc', NULL, NULL)"
                                    + " WHERE data LIKE '%42%'"));
        }
        start();
        assertEquals(
                List.of(), keep(a, new SlotChange.Drop("cdc", WHY), new SlotChange.Drop("b", WHY)));
    }

    /** The standby has all that the primary has now: up to there. */
    private Lsn awaitReplay(PostgresMember b) {
        Lsn end = ((Postgres.Primary) a.probe()).written();
        Await.until(
                PATIENCE,
                () ->
                        b.probe() instanceof Postgres.Standby standby
                                && standby.replayed().compareTo(end) >= 0);
        return end;
    }

    private static long count(PostgresMember member, String sql) throws Exception {
        try (Connection connection = member.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aSlotThatTheLeaderDoesNotHaveCostsNoRestart() throws Exception {
        start();
        try (PostgresMember b = new PostgresMember("b", directory, user)) {
            Feed feed = new Feed.From(a.upstream());
            assertEquals(DONE, b.run(new Operation.Basebackup(a.upstream())));
            assertEquals(DONE, b.run(new Operation.StartStandby(feed)));
            assertEquals(
                    new Outcome.SourceGone(
                            "a has none of the slots, or what they need of the log is gone"
                                    + " here",
                            false),
                    b.run(new Operation.CopySlots(a.upstream(), List.of("cdc"), feed)));
            assertTrue(b.probe() instanceof Postgres.Standby);
        }
    }

    @Test
    void temporarySlotsAreNotShown() throws Exception {
        start();
        try (Connection connection = a.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT pg_create_physical_replication_slot('x', true, true)")) {
            assertTrue(row.next());
            assertEquals(List.of(), slots(a).slots());
        }
    }

    private List<String> keep(PostgresMember member, SlotChange... changes) {
        RequestId id = new RequestId(numbers.getAndIncrement());
        member.port()
                .order(new PostgresAction.KeepSlots(id, List.of(changes), new Permit.NoneNeeded()));
        return member.await(PostgresEvent.SlotsKept.class, one -> one.request().equals(id))
                .failures();
    }

    private static Slots.Found slots(PostgresMember member) {
        return member.look().slots().orElseThrow();
    }

    private static Slot slot(PostgresMember member, String name) {
        return slots(member).slots().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
