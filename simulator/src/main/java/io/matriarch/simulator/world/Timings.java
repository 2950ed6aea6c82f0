package io.matriarch.simulator.world;

import java.time.Duration;

/**
 * How long things take in a world.
 *
 * @param dcsRequest a ZooKeeper request, there and back
 * @param peerRequest {@code GET /patroni}, there and back
 * @param walTravel write-ahead log from an upstream to its standby, one way
 * @param replicationTimeout how long a cut replication connection still looks alive to its two ends
 *     (PostgreSQL: wal_receiver_timeout, wal_sender_timeout)
 * @param receiverRetry how long a standby waits before it tries to stream again
 *     (wal_retrieve_retry_interval)
 * @param start a start of PostgreSQL
 * @param stop a fast stop
 * @param promote a promotion
 * @param initdb initdb and what belongs to it
 * @param rewind pg_rewind
 * @param basebackup pg_basebackup
 */
public record Timings(
        Range dcsRequest,
        Range peerRequest,
        Range walTravel,
        Duration replicationTimeout,
        Duration receiverRetry,
        Range start,
        Range stop,
        Range promote,
        Range initdb,
        Range rewind,
        Range basebackup) {
    /** Small databases on a local network. */
    public static final Timings USUAL =
            new Timings(
                    Range.millis(2, 10),
                    Range.millis(5, 20),
                    Range.millis(1, 3),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Range.millis(300, 1000),
                    Range.millis(100, 500),
                    Range.millis(100, 500),
                    Range.millis(1000, 2000),
                    Range.millis(1000, 3000),
                    Range.millis(2000, 5000));
}
