package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.ControlData;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.Member;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.RejoinPolicy;
import java.util.Optional;

/**
 * How data that may not follow the leader is mended (contract 2.14). Says nothing about whether it
 * must be: {@link Rejoin} does.
 */
public enum Mending {
    /** It did not stop properly: recovery where nobody can connect, for a rewind needs that. */
    RECOVERY,
    /** Wait: the leader has not finished the checkpoint after its promotion. */
    CHECKPOINT,
    /** With {@code pg_rewind}. */
    REWIND,
    /** By a copy: it cannot be rewound, and a setting allows that. */
    COPY,
    /** Not at all without an operator: it cannot be rewound, and no setting allows a copy. */
    NONE;

    /** How many rewinds in a row under one leader show that there is no use in it. */
    static final int REWINDS_ALLOWED = 1;

    /** Judges our data and the settings. */
    static Mending of(NodeState state) {
        if (whyNoRewind(state).isPresent()) {
            return mayCopy(state) ? COPY : NONE;
        }
        if (isCrashed(state) && !isHalfRewound(state)) {
            return RECOVERY;
        }
        return isCheckpointPending(state) ? CHECKPOINT : REWIND;
    }

    /**
     * Why this member waits for an operator to reinitialize it; empty when it does not. For the
     * member record and the REST API.
     */
    public static String plight(NodeState state) {
        boolean stuck =
                !(state.postgres() instanceof Postgres.NoData)
                        && state.isIdle()
                        && (Rejoin.isLedByOther(state) || StandbyClusters.isOn(state))
                        && Rejoin.of(state) == Rejoin.MEND
                        && of(state) == NONE;
        return stuck ? whyNoRewind(state).orElse("") : "";
    }

    /** Why a rewind is no use or not wanted; absent when it may be tried. */
    private static Optional<String> whyNoRewind(NodeState state) {
        if (state.postgres() instanceof Postgres.Unreadable(String why)) {
            return Optional.of("the data directory cannot be read: " + why);
        }
        if (!state.settings().rejoin().useRewind()) {
            return Optional.of("use_pg_rewind is off");
        }
        if (state.postgres() instanceof Postgres.Stopped(ControlData control)
                && !control.rewindable()) {
            return Optional.of("neither wal_log_hints nor data checksums were on");
        }
        if (StandbyClusters.isOn(state) && RemoteLook.isForeign(state)) {
            return Optional.of("the server that the standby cluster follows is of another cluster");
        }
        if (!isHalfRewound(state) && Rejoin.isSplit(state)) {
            return Optional.of("this member and the leader have written the same timeline");
        }
        return state.setbacks().rewinds() < REWINDS_ALLOWED
                ? Optional.empty()
                : Optional.of("the rewind failed: " + state.setbacks().lastWords());
    }

    /** A torn control file alone is no reason: what lies beside it may be the only copy. */
    private static boolean mayCopy(NodeState state) {
        RejoinPolicy policy = state.settings().rejoin();
        boolean failed = isHalfRewound(state) || state.setbacks().rewinds() > 0;
        boolean legible = !(state.postgres() instanceof Postgres.Unreadable);
        boolean alone = StandbyClusters.isOn(state); // others may have no better data (2.14)
        return policy.copyDiverged() && !alone && (failed || legible)
                || policy.copyAfterFailedRewind() && failed;
    }

    private static boolean isHalfRewound(NodeState state) {
        return state.durable().unfinished() == Unfinished.REWIND;
    }

    private static boolean isCrashed(NodeState state) {
        return state.postgres() instanceof Postgres.Stopped(ControlData control)
                && switch (control.phase()) {
                    case PRIMARY_CRASHED, STANDBY_CRASHED -> true;
                    case PRIMARY_STOPPED, STANDBY_STOPPED -> false;
                };
    }

    private static boolean isCheckpointPending(NodeState state) {
        return state.cluster()
                .latest()
                .flatMap(ClusterView::leader)
                .map(Member::record)
                .map(record -> record.checkpointPending())
                .orElse(false);
    }
}
