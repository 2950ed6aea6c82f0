package io.matriarch.runtime.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matriarch.state.Peers;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** Reads what {@code GET /patroni} answered (contract 2.8a, 3.3). */
final class PeerAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PeerAnswer() {}

    static Peers.Answer read(String body) {
        try {
            return read(JSON.readTree(body));
        } catch (JsonProcessingException _) {
            return new Peers.Silent("its answer is not JSON");
        }
    }

    private static Peers.Answer read(JsonNode status) {
        // Patroni before 4 and ours say "xlog", others "wal".
        JsonNode log = status.has("wal") ? status.get("wal") : status.get("xlog");
        if (log == null || !log.isObject()) {
            return new Peers.Silent("its answer has no log position");
        }
        String role = status.path("role").asText();
        long written = log.path("location").asLong();
        boolean primary = written != 0 || "primary".equals(role) || "master".equals(role);
        Lsn received = new Lsn(log.path("received_location").asLong());
        Lsn replayed = new Lsn(log.path("replayed_location").asLong());
        // Where its log ended after its withdrawal; a look begun before may have found less.
        Lsn voted = new Lsn(status.path("vote").path("location").asLong());
        return new Peers.Told(
                primary,
                timeline(status.path("timeline").asInt()),
                primary ? new Lsn(written) : received.max(replayed).max(voted),
                mayLead(status),
                priority(status),
                vote(status.path("vote")),
                // Said only by who sees nobody lead, Patroni as well (contract 3.3).
                !status.path("cluster_unlocked").asBoolean());
    }

    /** What only our own members add when they are asked for their vote. */
    private static Peers.Vote vote(JsonNode vote) {
        if (!vote.has("withdrew")) {
            return Peers.Vote.UNAWARE;
        }
        return vote.path("withdrew").asBoolean() ? Peers.Vote.WITHDREW : Peers.Vote.REFUSED;
    }

    private static Optional<Timeline> timeline(int number) {
        return number > 0 ? Optional.of(new Timeline(number)) : Optional.empty();
    }

    private static boolean mayLead(JsonNode status) {
        // Only our own members say what is against their log.
        return !isTrue(status.path("watchdog_failed"))
                && !status.has("may_not_lead")
                && priority(status) > 0;
    }

    /** {@code nofailover} outranks {@code failover_priority} (contract 2.16). */
    private static int priority(JsonNode status) {
        JsonNode tags = status.path("tags");
        int priority = Math.max(0, tags.path("failover_priority").asInt(1));
        if (tags.has("nofailover")) {
            return isTrue(tags.path("nofailover")) ? 0 : Math.max(1, priority);
        }
        return priority;
    }

    private static boolean isTrue(JsonNode flag) {
        return flag.asBoolean() || "true".equalsIgnoreCase(flag.asText());
    }
}
