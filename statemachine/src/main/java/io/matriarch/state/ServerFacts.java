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
 * @param halted whether a standby's replay waits for a restart, because its primary has raised a
 *     parameter that a standby must have as high (PostgreSQL documentation, 27.4.3)
 * @param turnsAway why it does not let its agent in, if it does not: then it goes on as it was last
 *     seen, and what it tells is of then
 */
public record ServerFacts(
        Optional<Instant> startedAt,
        int version,
        SortedMap<String, Change> pending,
        boolean halted,
        Optional<String> turnsAway) {
    public static final ServerFacts UNKNOWN =
            new ServerFacts(Optional.empty(), 0, Collections.emptySortedMap());

    /** Of one that lets its agent in. */
    public ServerFacts(
            Optional<Instant> startedAt, int version, SortedMap<String, Change> pending) {
        this(startedAt, version, pending, false, Optional.empty());
    }

    /** The same, of one that does not let its agent in any more. */
    public ServerFacts turningAway(String why) {
        return new ServerFacts(startedAt, version, pending, halted, Optional.of(why));
    }

    /** The same, of a standby whose replay has halted. */
    public ServerFacts inHalt() {
        return new ServerFacts(startedAt, version, pending, true, turnsAway);
    }

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
