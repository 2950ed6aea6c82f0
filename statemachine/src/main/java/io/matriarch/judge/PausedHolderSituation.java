package io.matriarch.judge;

import io.matriarch.judge.HolderSituation.Doing;
import io.matriarch.judge.HolderSituation.Server;
import io.matriarch.judge.HolderSituation.Sync;
import io.matriarch.state.ClusterView;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Task;

/**
 * The situation of the member that holds the lock while the cluster is in maintenance.
 *
 * @param lease whether the lock is still ours
 * @param postgres what our PostgreSQL is
 * @param work what we are doing about it
 * @param order what an operator wants of the lock
 * @param standing whether we belong here
 * @param sync what is to be done about key {@code sync} before PostgreSQL accepts writes
 */
public record PausedHolderSituation(
        LeaseLeft lease, Server postgres, Doing work, Order order, Standing standing, Sync sync)
        implements Situation {

    /** How much of the lease is left. */
    public enum LeaseLeft {
        /** It is ours. */
        HELD,
        /** Its time is over, or the lock is definitely gone. */
        OVER
    }

    /** What an operator wants of us. */
    public enum Order {
        /** Nothing. */
        NONE,
        /** To hand over to a named member: ask whether it can take over. */
        ASK,
        /** To hand over; the named member can take over. */
        READY,
        /** Something that cannot be done, or that did not come about. */
        VOID,
        /** That we lead. */
        LEAD,
        /** To restart PostgreSQL. */
        RESTART
    }

    /** Whether we belong here. */
    public enum Standing {
        MEMBER,
        /** Our data is of another cluster. */
        STRANGER,
        /** We were asked to stop. */
        LEAVING
    }

    static PausedHolderSituation of(NodeState state) {
        return new PausedHolderSituation(
                state.lease() instanceof Lease.Held held && !state.now().hasReached(held.until())
                        ? LeaseLeft.HELD
                        : LeaseLeft.OVER,
                HolderSituation.server(state),
                HolderSituation.doing(state),
                order(state),
                standing(state),
                wantsPrimary(order(state), HolderSituation.server(state))
                        ? HolderSituation.sync(state)
                        : Sync.NONE);
    }

    /** Whether the order, carried out now, makes a PostgreSQL accept writes that does not. */
    private static boolean wantsPrimary(Order order, Server server) {
        return switch (order) {
            case LEAD -> server == Server.STANDBY;
            case VOID, RESTART -> server == Server.DOWN;
            case NONE, ASK, READY -> false;
        };
    }

    private static Order order(NodeState state) {
        Server server = HolderSituation.server(state);
        if (server != Server.PRIMARY && isCandidate(state)) {
            return Order.LEAD;
        }
        boolean down =
                state.postgres() instanceof Postgres.Stopped
                        || state.postgres() instanceof Postgres.Ending;
        if (state.orders().task() instanceof Task.Restarting task
                && (task.phase() == (down ? Task.Phase.DOWN : Task.Phase.ASKED))) {
            return Order.RESTART;
        }
        // What an operator stopped by hand is not stopped for a handover.
        if (down && !(state.orders().task() instanceof Task.HandingOver)) {
            return Order.NONE;
        }
        return switch (Handover.of(state)) {
            case Handover.None _ -> Order.NONE;
            case Handover.AskFirst _ -> Order.ASK;
            case Handover.Ready _ -> Order.READY;
            case Handover.Void _ ->
                    down && Recovery.mayStillCatchUp(state) ? Order.ASK : Order.VOID;
        };
    }

    /** Whether key {@code failover} names us as the candidate, now. */
    static boolean isCandidate(NodeState state) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        return view.failover() instanceof FailoverRequest.Asked request
                && request.at().isEmpty()
                && request.candidate().filter(state.me()::equals).isPresent();
    }

    static Standing standing(NodeState state) {
        if (state.presence() == Presence.LEAVING) {
            return Standing.LEAVING;
        }
        return Identity.isForeign(state) ? Standing.STRANGER : Standing.MEMBER;
    }
}
