package io.matriarch.state;

/**
 * How far a member may go to become a standby again (contract 2.14).
 *
 * @param useRewind whether {@code pg_rewind} may be used: {@code postgresql.use_pg_rewind}
 * @param copyAfterFailedRewind whether data that could not be rewound may be replaced by a copy:
 *     {@code postgresql.remove_data_directory_on_rewind_failure}
 * @param copyDiverged whether diverged data may be replaced by a copy: {@code
 *     postgresql.remove_data_directory_on_diverged_timelines}
 */
public record RejoinPolicy(boolean useRewind, boolean copyAfterFailedRewind, boolean copyDiverged) {
    public static final RejoinPolicy DEFAULTS = new RejoinPolicy(true, false, false);

    public RejoinPolicy withRewind(boolean value) {
        return new RejoinPolicy(value, copyAfterFailedRewind, copyDiverged);
    }
}
