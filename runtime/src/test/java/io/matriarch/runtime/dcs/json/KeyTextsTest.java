package io.matriarch.runtime.dcs.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.FailoverRequest;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.SlotStatus;
import io.matriarch.state.SyncState;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Revision;
import io.matriarch.value.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeyTextsTest {
    private static final Revision SEEN = new Revision(2, 77);
    private static final Optional<MemberName> A = Optional.of(new MemberName("a"));
    private static final Optional<MemberName> B = Optional.of(new MemberName("b"));
    private static final Instant NOON = Instant.parse("2026-07-24T12:00:00Z");

    @Test
    void aSwitchoverRequestIsReadAndWritten() {
        String text =
                "{\"leader\":\"a\",\"member\":\"b\",\"scheduled_at\":\"2026-07-24T12:00:00+00:00\"}";
        assertEquals(asked(A, B, Optional.of(NOON)), FailoverJson.read(text, SEEN, 90));
        assertEquals(text, FailoverJson.write(A, B, Optional.of(NOON)));
    }

    @Test
    void aRequestMayNameOneMemberOnly() {
        assertEquals(
                asked(Optional.empty(), B, Optional.empty()),
                FailoverJson.read("{\"leader\":null,\"member\":\"b\"}", SEEN, 90));
        assertEquals(
                asked(A, Optional.empty(), Optional.empty()),
                FailoverJson.read("{\"leader\":\"a\"}", SEEN, 90));
    }

    @Test
    void theOldFormOfARequestIsRead() {
        assertEquals(asked(A, B, Optional.empty()), FailoverJson.read("a:b", SEEN, 90));
        assertEquals(
                asked(Optional.empty(), B, Optional.empty()), FailoverJson.read(":b", SEEN, 90));
        assertEquals(
                asked(A, Optional.empty(), Optional.empty()), FailoverJson.read("a:", SEEN, 90));
    }

    @Test
    void anythingElseIsNoRequest() {
        for (String text :
                List.of("", "{}", "null", "a", ":", "{\"scheduled_at\":\"x\"}", "{\"leader\":")) {
            assertEquals(new FailoverRequest.None(), FailoverJson.read(text, SEEN, 90), text);
        }
    }

    @Test
    void aRequestWithAnUnreadableTimeIsNotCarriedOutAtOnce() {
        assertEquals(
                new FailoverRequest.None(),
                FailoverJson.read("{\"leader\":\"a\",\"scheduled_at\":\"tomorrow\"}", SEEN, 90));
    }

    @Test
    void aScheduleMayHaveAnyOffset() {
        assertEquals(
                asked(A, Optional.empty(), Optional.of(NOON)),
                FailoverJson.read(
                        "{\"leader\":\"a\",\"scheduled_at\":\"2026-07-24 20:00:00+08:00\"}",
                        SEEN,
                        90));
    }

    @Test
    void theSyncSetIsReadAndWritten() {
        String text = "{\"leader\":\"a\",\"quorum\":1,\"sync_standby\":\"b,c\"}";
        SyncState sync = new SyncState(A, List.of(new MemberName("b"), new MemberName("c")), 1, 4);
        assertEquals(sync, SyncJson.read(text, 4));
        assertEquals(text, SyncJson.write(sync));
        assertEquals(
                new SyncState(A, List.of(), 0, 0),
                SyncJson.read("{\"leader\":\"a\",\"sync_standby\":null}", 0));
        assertEquals(new SyncState(Optional.empty(), List.of(), 0, 3), SyncJson.read("{}", 3));
        assertEquals(new SyncState(Optional.empty(), List.of(), 0, 0), SyncJson.read("garbage", 0));
        assertEquals("{}", SyncJson.write(SyncState.ABSENT));
    }

    @Test
    void theStatusIsReadInBothForms() {
        assertEquals(Optional.of(new Lsn(67395656)), StatusJson.position("67395656"));
        assertEquals(Optional.of(new Lsn(67395656)), StatusJson.position("{\"optime\":67395656}"));
        assertEquals(Optional.empty(), StatusJson.position("{}"));
        assertEquals(Optional.empty(), StatusJson.position("x"));
    }

    @Test
    void anotherPositionKeepsTheSlots() {
        assertEquals(
                "{\"optime\":9,\"slots\":{\"s\":3},\"retain_slots\":[\"n\"]}",
                StatusJson.rewritten(
                        "{\"optime\": 5, \"slots\": {\"s\": 3}, \"retain_slots\": [\"n\"]}",
                        new Lsn(9),
                        Optional.empty()));
        assertEquals("{\"optime\":9}", StatusJson.rewritten("5", new Lsn(9), Optional.empty()));
        assertEquals("{\"optime\":9}", StatusJson.rewritten("", new Lsn(9), Optional.empty()));
    }

    @Test
    void slotsAreWrittenAndReadAgain() {
        SlotStatus slots =
                new SlotStatus(
                        new TreeMap<>(Map.of("s", new Lsn(3), "n", new Lsn(9))), List.of("n", "o"));
        String text = "{\"optime\":9,\"slots\":{\"n\":9,\"s\":3},\"retain_slots\":[\"n\",\"o\"]}";
        assertEquals(text, StatusJson.rewritten("{\"slots\":{}}", new Lsn(9), Optional.of(slots)));
        assertEquals(Optional.of(slots), StatusJson.slots(text));
        assertEquals(Optional.empty(), StatusJson.slots("67395656"));
    }

    @Test
    void slotsThatAreNotUsedAreNotSaid() {
        assertEquals(
                "{\"optime\":9}",
                StatusJson.rewritten(
                        "{\"optime\":5,\"slots\":{\"s\":3},\"retain_slots\":[\"n\"]}",
                        new Lsn(9),
                        Optional.of(SlotStatus.NONE)));
    }

    @Test
    void theHistoryIsReadAndWritten() {
        String text =
                "[[1,25623960,\"no recovery target specified\"],"
                        + "[2,25624344,\"no recovery target specified\","
                        + "\"2026-07-24T12:00:00+00:00\",\"a\"]]";
        List<HistoryLine> lines =
                List.of(
                        new HistoryLine(
                                new Timeline(1),
                                new Lsn(25623960),
                                "no recovery target specified",
                                "",
                                ""),
                        new HistoryLine(
                                new Timeline(2),
                                new Lsn(25624344),
                                "no recovery target specified",
                                "2026-07-24T12:00:00+00:00",
                                "a"));
        assertEquals(Optional.of(lines), HistoryJson.read(text));
        assertEquals(text, HistoryJson.write(lines));
        assertEquals(Optional.of(List.of()), HistoryJson.read("[]"));
        assertEquals(Optional.empty(), HistoryJson.read("[[\"x\"]]"));
        assertEquals(Optional.empty(), HistoryJson.read("{}"));
    }

    private static FailoverRequest asked(
            Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at) {
        return new FailoverRequest.Asked(leader, candidate, at, SEEN, 90);
    }
}
