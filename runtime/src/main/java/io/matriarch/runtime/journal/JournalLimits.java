package io.matriarch.runtime.journal;

import java.time.Duration;

/**
 * What the journal may take.
 *
 * @param waiting entries that wait in memory while the queue is not open, fails or lags; 1 or more.
 *     One takes up to 3 KB in a cluster of three, and the agent's heap is small
 * @param keepFor how long a day's file is kept after its day
 * @param keepBytes how large all files together may grow; the oldest go first
 * @param spareBytes how much of the file system is left free: below it nothing is written, for a
 *     full disk under a memory-mapped file is a fault of the whole process
 * @param retryAfter how long after a failure the queue is tried again
 * @param closeWithin how long {@code close} may wait for the entries that are still in memory
 */
public record JournalLimits(
        int waiting,
        Duration keepFor,
        long keepBytes,
        long spareBytes,
        Duration retryAfter,
        Duration closeWithin) {
    private static final long MEGABYTE = 1L << 20;

    public static final JournalLimits DEFAULTS =
            new JournalLimits(
                    1_000,
                    Duration.ofDays(7),
                    1024 * MEGABYTE,
                    64 * MEGABYTE,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2));

    public JournalLimits {
        if (waiting < 1) {
            throw new IllegalArgumentException("at least one entry must wait, not " + waiting);
        }
    }
}
