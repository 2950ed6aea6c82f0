package io.matriarch.state;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a running PostgreSQL tells of itself besides its log.
 *
 * @param startedAt when its postmaster started; absent when not known
 * @param version as in {@code server_version_num}; 0 when not known
 * @param pending the parameters that a restart would change, by name
 */
public record ServerFacts(
        Optional<Instant> startedAt, int version, SortedMap<String, Change> pending) {
    public static final ServerFacts UNKNOWN =
            new ServerFacts(Optional.empty(), 0, Collections.emptySortedMap());

    /**
     * A parameter whose new value waits for a restart.
     *
     * @param from the value in force
     * @param to the value after a restart
     */
    public record Change(String from, String to) {}

    public ServerFacts {
        pending = Collections.unmodifiableSortedMap(new TreeMap<>(pending));
    }
}
