package io.matriarch.runtime.postgres;

/**
 * A major version of PostgreSQL, and what depends on it (PostgreSQL release notes, appendix E).
 *
 * @param major 10 to 18
 */
public record ServerVersion(int major) {
    /** {@code standby.signal} and recovery parameters in {@code postgresql.conf}. */
    public boolean hasStandbySignal() {
        return major >= 12;
    }

    /** {@code primary_conninfo} changes by reload. */
    public boolean reloadsConninfo() {
        return major >= 13;
    }

    /** {@code wal_keep_size} in place of {@code wal_keep_segments}. */
    public boolean hasWalKeepSize() {
        return major >= 13;
    }

    /**
     * {@code pg_rewind} does crash recovery of its target and knows {@code --restore-target-wal}.
     */
    public boolean rewindRecoversTarget() {
        return major >= 13;
    }

    /** {@code pg_rewind} as a role that is no superuser. */
    public boolean rewindByOrdinaryRole() {
        return major >= 11;
    }

    /** {@code backup_label} is only ever found in a copy: exclusive backups are gone. */
    public boolean labelsOnlyCopies() {
        return major >= 15;
    }

    /** {@code pg_stat_wal_receiver} tells written and flushed positions apart. */
    public boolean receiverTellsWritten() {
        return major >= 13;
    }

    @Override
    public String toString() {
        return Integer.toString(major);
    }
}
