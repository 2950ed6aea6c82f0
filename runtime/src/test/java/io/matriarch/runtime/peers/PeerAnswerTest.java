package io.matriarch.runtime.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.Peers;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerAnswerTest {
    private static Peers.Told told(boolean primary, long position, boolean mayLead, int priority) {
        return new Peers.Told(
                        primary, Optional.of(new Timeline(3)), new Lsn(position), mayLead, priority)
                .seeingLeader();
    }

    @Test
    void whoeverSeesNobodyLeadSaysSo() {
        assertEquals(
                new Peers.Told(false, Optional.of(new Timeline(3)), new Lsn(200), true, 1),
                PeerAnswer.read(
                        """
                        {"state": "running", "role": "replica", "timeline": 3,
                         "cluster_unlocked": true,
                         "xlog": {"received_location": 200, "replayed_location": 100}}
                        """));
    }

    @Test
    void readsAStandbyOfPatroni() {
        assertEquals(
                told(false, 200, true, 1),
                PeerAnswer.read(
                        """
                        {"state": "running", "role": "replica", "timeline": 3,
                         "xlog": {"received_location": 200, "replayed_location": 100,
                                  "replayed_timestamp": null, "paused": false}}
                        """));
    }

    @Test
    void readsAPrimaryOfAnOldPatroni() {
        assertEquals(
                told(true, 300, true, 1),
                PeerAnswer.read(
                        """
                        {"role": "master", "timeline": 3, "xlog": {"location": 300}}
                        """));
    }

    @Test
    void readsWhetherAMemberOfOursWithdrewForItsVote() {
        assertEquals("WITHDREW", vote(", \"vote\": {\"withdrew\": true, \"why\": \"\"}"));
        assertEquals("REFUSED", vote(", \"vote\": {\"withdrew\": false}"));
        assertEquals("UNAWARE", vote(""), "Patroni");
    }

    private static String vote(String more) {
        Peers.Answer answer =
                PeerAnswer.read("{\"xlog\": {\"received_location\": 200}" + more + "}");
        return answer instanceof Peers.Told told ? told.vote().toString() : answer.toString();
    }

    @Test
    void prefersTheNewerNameOfTheLog() {
        assertEquals(
                told(false, 9, true, 1),
                PeerAnswer.read(
                        """
                        {"role": "replica", "timeline": 3, "xlog": {"received_location": 1},
                         "wal": {"received_location": 9}}
                        """));
    }

    @Test
    void seesWhoMayNotLead() {
        assertEquals(
                told(false, 5, false, 0),
                PeerAnswer.read(
                        """
                        {"role": "replica", "timeline": 3, "xlog": {"received_location": 5},
                         "tags": {"nofailover": true, "failover_priority": 3}}
                        """));
        assertEquals(
                told(false, 5, false, 2),
                PeerAnswer.read(
                        """
                        {"role": "replica", "timeline": 3, "xlog": {"received_location": 5},
                         "watchdog_failed": true, "tags": {"failover_priority": "2"}}
                        """));
    }

    @Test
    void takesAnAnswerWithoutAPositionForNone() {
        assertEquals(
                new Peers.Silent("its answer has no log position"),
                PeerAnswer.read("{\"state\": \"starting\", \"role\": \"replica\"}"));
        assertEquals(
                new Peers.Silent("its answer is not JSON"), PeerAnswer.read("<html>no</html>"));
    }
}
