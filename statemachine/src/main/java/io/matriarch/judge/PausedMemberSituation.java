package io.matriarch.judge;

import io.matriarch.judge.OutsiderSituation.Chance;
import io.matriarch.judge.OutsiderSituation.Doing;
import io.matriarch.judge.OutsiderSituation.Following;
import io.matriarch.judge.OutsiderSituation.Lockholder;
import io.matriarch.judge.PausedHolderSituation.Standing;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Task;

/**
 * The situation of a member without the lock while the cluster is in maintenance.
 *
 * @param lock who has the lock, as far as we may rely on it
 * @param postgres what our PostgreSQL is
 * @param work what we are doing about it
 * @param errand what an operator wants of us
 * @param candidacy whether we may take a free lock
 * @param path whether we follow whom we should, or could
 * @param standing whether we belong here
 */
public record PausedMemberSituation(
        Lockholder lock,
        Server postgres,
        Doing work,
        Errand errand,
        Chance candidacy,
        Path path,
        Standing standing)
        implements Situation {

    /** Our PostgreSQL. */
    public enum Server {
        PRIMARY,
        STANDBY,
        STARTING,
        DOWN,
        /** There is no data, or data that is worth nothing. */
        EMPTY,
        UNSURE
    }

    /** What an operator wants. */
    public enum Errand {
        /** Nothing. */
        NONE,
        /** That we take the lock and lead. */
        LEAD,
        /** That PostgreSQL is restarted. */
        RESTART,
        /** That the data is replaced by a copy. */
        REINITIALIZE,
        /** That what was stopped on an order runs again. */
        REVIVE
    }

    /** Whom we stream from, and whether we could stream from the leader. */
    public enum Path {
        /** The leader, or there is none to follow. */
        RIGHT,
        /** Somebody else, or nobody. */
        ASTRAY,
        /** Our data would have to be mended first. */
        DIVERGED,
        /** The last attempt failed a moment ago. */
        PAUSED
    }

    static PausedMemberSituation of(NodeState state) {
        return new PausedMemberSituation(
                OutsiderSituation.lock(state),
                server(state),
                OutsiderSituation.doing(state.work()),
                errand(state),
                OutsiderSituation.chance(state),
                path(state),
                PausedHolderSituation.standing(state));
    }

    private static Server server(NodeState state) {
        if (Situation.hasNoData(state)) {
            return Server.EMPTY;
        }
        return switch (OutsiderSituation.server(state)) {
            case PRIMARY, OUTLIVED -> Server.PRIMARY;
            case STANDBY -> Server.STANDBY;
            case STARTING -> Server.STARTING;
            case DOWN -> Server.DOWN;
            case UNSURE -> Server.UNSURE;
        };
    }

    private static Errand errand(NodeState state) {
        return switch (state.orders().task()) {
            case Task.HandingOver _, Task.Reviving _ -> Errand.REVIVE;
            case Task.Reinitializing _ -> Errand.REINITIALIZE;
            case Task.Restarting task ->
                    task.phase() == Task.Phase.ASKED ? Errand.RESTART : Errand.REVIVE;
            case Task.None _ ->
                    PausedHolderSituation.isCandidate(state)
                                    && state.postgres() instanceof Postgres.Standby
                            ? Errand.LEAD
                            : Errand.NONE;
        };
    }

    private static Path path(NodeState state) {
        return switch (Rejoin.of(state)) {
            case MEND, KEPT, USURPED -> Path.DIVERGED;
            case PAUSED -> Path.PAUSED;
            case FIT, UNTOLD ->
                    OutsiderSituation.following(state) == Following.RIGHT
                            ? Path.RIGHT
                            : Path.ASTRAY;
        };
    }
}
