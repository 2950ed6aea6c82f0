package io.matriarch.judge;

import io.matriarch.judge.OutsiderSituation.Following;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Task;

/**
 * The situation of the member that holds the lock of a standby cluster (contract 2.22), with its
 * PostgreSQL in recovery or down. While it accepts writes, or may, it is a holder like any other,
 * whose guard and lease end that.
 *
 * @param lease whether the lock is still ours
 * @param postgres what our PostgreSQL is
 * @param work what we are doing about it
 * @param order what an operator wants
 * @param data whether our data may follow the server outside, and how it is mended when not
 * @param pace what keeps us from acting on that, or from waiting longer
 * @param upstream whether we follow whom we should
 * @param stay whether this agent means to stay
 */
public record StandbyLeaderSituation(
        LeaseLeft lease,
        Server postgres,
        Work work,
        Order order,
        Data data,
        Pace pace,
        Following upstream,
        Stay stay)
        implements Situation {

    /** How much of the lease is left. */
    public enum LeaseLeft {
        /** It is ours. */
        HELD,
        /** Its time is over, or the lock is definitely gone. */
        OVER
    }

    /** Our PostgreSQL. */
    public enum Server {
        /** Runs in recovery. */
        STANDBY,
        /** Starts as a standby. */
        OPENING,
        /** Has shut down, and its last process still lives: it archives. */
        ENDING,
        /** Does not run. */
        DOWN
    }

    /** What is under way. */
    public enum Work {
        /** Nothing. */
        IDLE,
        /** An operation. */
        BUSY,
        /** A request about the lock itself, or the first reading of the keys under it. */
        ASKING
    }

    /** What an operator wants of us. */
    public enum Order {
        /** Nothing. */
        NONE,
        /** To hand over, if somebody can take over: ask. */
        ASK,
        /** To hand over; somebody can take over. */
        READY,
        /** Something that cannot be done. */
        VOID,
        /** To restart PostgreSQL. */
        RESTART
    }

    /** Whether our data may follow the server outside. */
    public enum Data {
        /** It may, as far as can be told. */
        FIT,
        /** The server has not been asked yet. */
        UNTOLD,
        /** It did not stop properly and must be rewound: recovery first. */
        RECOVER,
        /** It has what the server does not have: rewind. */
        REWIND,
        /** It cannot follow, and cannot be mended from there. */
        HOPELESS
    }

    /** What to do about a PostgreSQL that does not serve. */
    public enum Pace {
        /** Act. */
        READY,
        /** Something failed a moment ago: wait. */
        PAUSED,
        /** It fails for long: ask who could lead in our place. */
        ASK,
        /** Let another lead. */
        HAND_ON,
        /** In maintenance it is not started. */
        LEFT
    }

    /** Whether the agent stays. */
    public enum Stay {
        STAYING,
        LEAVING,
        /** It leaves in maintenance, in which everything is left as it is. */
        PARTING,
        /** It was asked to stop, so long ago that it waits no longer. */
        OVERDUE
    }

    /** Whether such a member is what we are; for one that has, or had, the lock. */
    static boolean applies(NodeState state) {
        return StandbyClusters.isOn(state) && StandbyClusters.isQuiet(state);
    }

    static StandbyLeaderSituation of(NodeState state) {
        return new StandbyLeaderSituation(
                state.lease() instanceof Lease.Held held && !state.now().hasReached(held.until())
                        ? LeaseLeft.HELD
                        : LeaseLeft.OVER,
                server(state),
                work(state),
                order(state),
                StandbyLeaderData.of(state),
                StandbyLeaderData.pace(state),
                OutsiderSituation.hasHalted(state)
                        ? Following.HALTED
                        : OutsiderSituation.byFeed(state),
                stay(state));
    }

    static Server server(NodeState state) {
        if (state.postgres() instanceof Postgres.Ending) {
            return Server.ENDING;
        }
        return switch (HolderSituation.server(state)) {
            case STANDBY -> Server.STANDBY;
            case OPENING -> Server.OPENING;
            case DOWN, PRIMARY, STARTING, UNSURE -> Server.DOWN;
        };
    }

    private static Work work(NodeState state) {
        return switch (HolderSituation.doing(state)) {
            case IDLE -> Work.IDLE;
            case ASKING -> Work.ASKING;
            case STOPPING, STUCK, BUSY, TAKING -> Work.BUSY;
        };
    }

    private static Order order(NodeState state) {
        if (state.orders().task() instanceof Task.Restarting task
                && task.phase() == Task.Phase.ASKED
                && server(state) != Server.DOWN
                && server(state) != Server.ENDING) {
            return Order.RESTART;
        }
        return switch (Handover.of(state)) {
            case Handover.None _ -> Order.NONE;
            case Handover.AskFirst _ -> Order.ASK;
            case Handover.Ready _ -> Order.READY;
            case Handover.Void _ -> Order.VOID;
        };
    }

    private static Stay stay(NodeState state) {
        return switch (HolderSituation.stay(state)) {
            case STAYING -> Stay.STAYING;
            case LEAVING -> Maintenance.isOn(state) ? Stay.PARTING : Stay.LEAVING;
            case OVERDUE -> Stay.OVERDUE;
        };
    }
}
