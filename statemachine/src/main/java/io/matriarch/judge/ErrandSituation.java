package io.matriarch.judge;

import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Task;

/**
 * The situation of a member that follows a leader and has an operator's order to carry out on its
 * own PostgreSQL, or is to take the lock over.
 *
 * @param task the order
 * @param postgres what our PostgreSQL is
 * @param work whether something is under way
 * @param model whether somebody can be copied
 */
public record ErrandSituation(
        Errand task, Server postgres, NewcomerSituation.Doing work, Model model)
        implements Situation {

    /** The order. */
    public enum Errand {
        /** To restart. */
        RESTART,
        /** To restart, once no commit waits for us any more. */
        RELEASE,
        /** To replace the data by a copy. */
        REINITIALIZE,
        /** None of an operator: the leader offers us its lock, and we may take it over. */
        TAKE_OVER
    }

    /** Our PostgreSQL. */
    public enum Server {
        RUNNING,
        DOWN,
        UNSURE
    }

    /** Whom to copy. */
    public enum Model {
        /** Somebody. */
        THERE,
        /** Somebody, but the last attempt failed a moment ago. */
        PAUSED,
        NONE
    }

    /** Whether such a member is what we are: whoever has to race for the lock does that first. */
    static boolean applies(NodeState state) {
        boolean ordered =
                switch (state.orders().task()) {
                    case Task.Restarting task ->
                            task.phase() == Task.Phase.ASKED && server(state) == Server.RUNNING;
                    case Task.Reinitializing _ -> true;
                    case Task.None _, Task.HandingOver _, Task.Reviving _ ->
                            Inheritance.of(state).isPresent();
                };
        return ordered
                && state.presence() == Presence.STAYING
                && !(state.postgres() instanceof Postgres.Primary)
                && !Situation.hasNoData(state)
                && OutsiderSituation.doing(state.work()) != OutsiderSituation.Doing.TAKING
                && OutsiderSituation.lock(state) == OutsiderSituation.Lockholder.OTHER
                && OutsiderSituation.standing(state) != OutsiderSituation.Standing.STRANGER;
    }

    static ErrandSituation of(NodeState state) {
        return new ErrandSituation(
                errand(state),
                server(state),
                state.isIdle() ? NewcomerSituation.Doing.IDLE : NewcomerSituation.Doing.BUSY,
                model(state));
    }

    private static Model model(NodeState state) {
        if (Source.forCopy(state).isEmpty()) {
            return Model.NONE;
        }
        return state.now().hasReached(state.setbacks().retryAt()) ? Model.THERE : Model.PAUSED;
    }

    private static Errand errand(NodeState state) {
        if (state.orders().task() instanceof Task.Reinitializing) {
            return Errand.REINITIALIZE;
        }
        if (!(state.orders().task() instanceof Task.Restarting)) {
            return Errand.TAKE_OVER;
        }
        return Departure.awaitsRelease(state) ? Errand.RELEASE : Errand.RESTART;
    }

    private static Server server(NodeState state) {
        return switch (OutsiderSituation.server(state)) {
            case PRIMARY, OUTLIVED, STANDBY, STARTING -> Server.RUNNING;
            case DOWN -> Server.DOWN;
            case UNSURE -> Server.UNSURE;
        };
    }
}
