package io.matriarch.runtime.report;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One member.
 *
 * @param name its name
 * @param role {@code leader}, {@code standby_leader}, {@code sync_standby}, {@code quorum_standby}
 *     or {@code replica}
 * @param state of the leader its PostgreSQL's state, of others the state of replication if told
 * @param apiUrl where its REST API is reached; empty when it gave none
 * @param host of its PostgreSQL; empty when it gave none
 * @param port of its PostgreSQL
 * @param timeline its timeline, when known
 * @param received what a standby received
 * @param replayed what a standby applied
 * @param furthest the greater of both, or what an old member gave as its only position
 * @param tags its tags as JSON texts
 */
public record MemberLine(
        String name,
        String role,
        String state,
        String apiUrl,
        String host,
        OptionalInt port,
        OptionalInt timeline,
        Optional<Lag> received,
        Optional<Lag> replayed,
        Optional<Lag> furthest,
        SortedMap<String, String> tags) {
    public MemberLine {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    public boolean isLeader() {
        return "leader".equals(role) || ClusterReport.STANDBY_LEADER.equals(role);
    }
}
