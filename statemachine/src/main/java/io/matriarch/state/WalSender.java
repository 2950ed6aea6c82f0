package io.matriarch.state;

import io.matriarch.value.Lsn;

/**
 * One connection that streams from our primary, as {@code pg_stat_replication} shows it.
 *
 * @param application its application name: for a member's WAL receiver the member's name
 * @param streaming whether it has caught up once and streams since
 * @param standing what a commit makes of it
 * @param position how far it has come, in what {@code synchronous_commit} waits for: written,
 *     flushed or applied
 */
public record WalSender(String application, boolean streaming, Standing standing, Lsn position) {
    /** Column {@code sync_state}. */
    public enum Standing {
        /** Not listed. */
        ASYNC,
        /** Listed; counts only when one before it is gone. */
        POTENTIAL,
        /** Commits wait for it. */
        SYNC,
        /** One of those of whom commits wait for some. */
        QUORUM
    }

    /** Whether commits count it already. */
    public boolean counts() {
        return standing == Standing.SYNC || standing == Standing.QUORUM;
    }
}
