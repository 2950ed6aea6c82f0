package io.matriarch.state;

import io.matriarch.value.Lsn;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.util.Optional;

/**
 * What the control file of a stopped PostgreSQL tells ({@code pg_controldata}).
 *
 * @param systemId the cluster it belongs to
 * @param phase how it stopped
 * @param timeline the timeline of its end: of the latest checkpoint, or of the minimum recovery end
 *     for a standby
 * @param checkpoint the latest checkpoint
 * @param end the end of its log: for a clean stop the end of the checkpoint record, for a standby
 *     the minimum recovery end; absent when unknown, as after a crash of a primary
 * @param rewindable whether {@code pg_rewind} can tell what was changed: {@code wal_log_hints} is
 *     on, or the data has checksums (PostgreSQL documentation, pg_rewind, prerequisites)
 */
public record ControlData(
        SystemId systemId,
        Phase phase,
        Timeline timeline,
        Lsn checkpoint,
        Optional<Lsn> end,
        boolean rewindable) {
    /** "Database cluster state", with words of our own for what matters to decisions. */
    public enum Phase {
        /** "shut down": a primary that stopped properly. */
        PRIMARY_STOPPED,
        /** "in production", "shutting down", "in crash recovery": a primary that did not. */
        PRIMARY_CRASHED,
        /** "shut down in recovery": a standby that stopped properly. */
        STANDBY_STOPPED,
        /** "in archive recovery": a standby that did not. */
        STANDBY_CRASHED;

        public boolean wasPrimary() {
            return this == PRIMARY_STOPPED || this == PRIMARY_CRASHED;
        }
    }
}
