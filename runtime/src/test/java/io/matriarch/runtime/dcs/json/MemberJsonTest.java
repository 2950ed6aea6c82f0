package io.matriarch.runtime.dcs.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.state.MemberNotes;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.Offer;
import io.matriarch.state.Release;
import io.matriarch.state.Role;
import io.matriarch.state.Tags;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Timeline;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MemberJsonTest {
    private static final MemberRecord LEADER =
            new MemberRecord(
                    "postgres://10.0.0.1:5432/postgres",
                    "http://10.0.0.1:8008/patroni",
                    MemberState.RUNNING,
                    Role.PRIMARY,
                    false,
                    "4.1.4",
                    Optional.of(new Timeline(3)),
                    Optional.of(new Lsn(67395656)),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    true,
                    Tags.of(new TreeMap<>(Map.of("nofailover", "true", "dc", "\"M\u00fcnchen\""))),
                    Optional.of(
                            new Release(
                                    new LockEpoch(Long.MAX_VALUE), Optional.of(new Lsn(67395656)))),
                    true,
                    new MemberNotes(
                            false,
                            "pg_rewind failed",
                            "",
                            "PostgreSQL does not let us in",
                            Collections.emptySortedMap(),
                            Optional.empty()),
                    true,
                    Optional.of(
                            new Offer(new MemberName("n2"), new Lsn(67395656), new LockEpoch(7))));

    @Test
    void aLeaderIsWrittenAsPatroniWritesIt() {
        assertEquals(
                "{\"conn_url\":\"postgres://10.0.0.1:5432/postgres\","
                        + "\"api_url\":\"http://10.0.0.1:8008/patroni\","
                        + "\"state\":\"running\",\"role\":\"primary\",\"version\":\"4.1.4\","
                        + "\"checkpoint_after_promote\":false,"
                        + "\"tags\":{\"dc\":\"M\\u00FCnchen\",\"nofailover\":true},"
                        + "\"xlog_location\":67395656,\"timeline\":3,"
                        + "\"released\":\"9223372036854775807\",\"released_end\":67395656,"
                        + "\"guarded\":true,"
                        + "\"takes_handoff\":true,\"handoff\":{\"to\":\"n2\",\"lsn\":67395656,"
                        + "\"epoch\":\"7\"},"
                        + "\"needs_reinitialize\":\"pg_rewind failed\","
                        + "\"alarm\":\"PostgreSQL does not let us in\"}",
                MemberJson.write(LEADER));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertEquals(LEADER, MemberJson.read(MemberJson.write(LEADER)));
    }

    @Test
    void aReleaseWithoutAnEndIsRead() {
        String text = MemberJson.write(LEADER).replace("\"released_end\":67395656,", "");

        assertEquals(
                Optional.of(new Release(new LockEpoch(Long.MAX_VALUE), Optional.empty())),
                MemberJson.read(text).released());
        assertEquals(text, MemberJson.write(MemberJson.read(text)));
    }

    @Test
    void aPrimaryIsCalledMasterForOldMembers() {
        String text = MemberJson.write(LEADER).replace("\"primary\"", "\"master\"");

        assertEquals(Role.PRIMARY, MemberJson.read(text).role());
        assertEquals(text, MemberJson.write(MemberJson.read(text)));
    }

    @Test
    void anOfferThatLacksAnythingIsNone() {
        String text = MemberJson.write(LEADER);
        for (String broken : List.of("\"to\":\"n2\",", "\"lsn\":67395656,", ",\"epoch\":\"7\"")) {
            assertTrue(text.contains(broken), broken);
            assertEquals(
                    Optional.empty(), MemberJson.read(text.replace(broken, "")).offer(), broken);
        }
    }

    @Test
    void aReplicaOfPatroni4IsRead() {
        MemberRecord member =
                MemberJson.read(
                        "{\"conn_url\":\"postgres://h2:5432/postgres\","
                                + "\"api_url\":\"http://h2:8008/patroni\","
                                + "\"state\":\"running\",\"role\":\"replica\",\"version\":\"4.0.5\","
                                + "\"xlog_location\":100,\"receive_lsn\":100,\"replay_lsn\":96,"
                                + "\"replication_state\":\"streaming\",\"timeline\":2,\"pause\":true,"
                                + "\"pending_restart\":true,\"tags\":{\"failover_priority\":5,"
                                + "\"clonefrom\":true}}");
        assertEquals(MemberState.RUNNING, member.state());
        assertEquals(Role.REPLICA, member.role());
        assertEquals(Optional.of(new Timeline(2)), member.timeline());
        assertEquals(Optional.of(new Lsn(96)), member.replayed());
        assertTrue(member.streaming());
        assertFalse(member.guarded());
        assertEquals(5, member.tags().failoverPriority());
        assertTrue(member.tags().clonefrom());
        assertTrue(member.tags().mayLead());
    }

    @Test
    void aMasterOfPatroni1IsRead() {
        MemberRecord member =
                MemberJson.read(
                        "{\"role\": \"master\", \"state\": \"running\", \"xlog_location\":"
                                + " 67395656, \"conn_url\": \"postgres://h1:5433/postgres\","
                                + " \"api_url\": \"http://h1:8008/patroni\", \"timeline\": 1}");
        assertEquals(Role.PRIMARY, member.role());
        assertEquals("", member.version());
        assertEquals(Optional.of(new Lsn(67395656)), member.position());
        assertEquals("master", member.roleWord());
    }

    @Test
    void theFormOfVeryOldVersionsIsRead() {
        MemberRecord member =
                MemberJson.read(
                        "postgres://u:p@h1:5432/postgres?application_name=http://h1:8008/patroni");
        assertEquals("postgres://u:p@h1:5432/postgres", member.connUrl());
        assertEquals("http://h1:8008/patroni", member.apiUrl());
        assertEquals(MemberState.UNKNOWN, member.state());
    }

    @Test
    void whatCannotBeReadGivesAnEmptyRecord() {
        for (String text : List.of("", "{", "[1]", "null", "\u0000", "{\"timeline\":-1}")) {
            MemberRecord member = MemberJson.read(text);
            assertEquals("", member.connUrl());
            assertEquals(Optional.empty(), member.timeline());
        }
    }

    @Test
    void aPriorityOfZeroMeansNeverUnlessTheBooleanSaysOtherwise() {
        assertFalse(TagsJson.read(Json.any("{\"failover_priority\":0}")).mayLead());
        assertFalse(TagsJson.read(Json.any("{\"failover_priority\":-3}")).mayLead());
        assertTrue(
                TagsJson.read(Json.any("{\"failover_priority\":0,\"nofailover\":false}"))
                        .mayLead());
        assertFalse(
                TagsJson.read(Json.any("{\"failover_priority\":9,\"nofailover\":true}")).mayLead());
    }
}
