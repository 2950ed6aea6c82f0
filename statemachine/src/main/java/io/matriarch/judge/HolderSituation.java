package io.matriarch.judge;

import io.matriarch.state.Fence;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Task;
import io.matriarch.state.Work;
import io.matriarch.value.Moment;
import java.time.Duration;

/**
 * The situation of the member that holds the lock, or held it and has not yet proven that its
 * PostgreSQL accepts no writes.
 *
 * @param lease how much of the right to write is left
 * @param postgres what our PostgreSQL is
 * @param work what we are doing about it
 * @param guard whether a guard would end it in time
 * @param order what an operator wants of the lock
 * @param recovery what to do about a PostgreSQL that does not run
 * @param stay whether this agent means to stay
 * @param sync what key {@code sync} still lacks before our PostgreSQL may accept writes
 */
public record HolderSituation(
        LeaseLeft lease,
        Server postgres,
        Doing work,
        Guard guard,
        Order order,
        Recovery recovery,
        Stay stay,
        Sync sync)
        implements Situation {

    /** How much of the lease is left. */
    public enum LeaseLeft {
        /** More than an orderly stop takes. */
        GOOD,
        /** Only what an orderly stop takes. */
        ENDING,
        /** Nothing, or the lock is definitely gone. */
        OVER
    }

    /** Our PostgreSQL, as far as writing matters. */
    public enum Server {
        /** Accepts writes. */
        PRIMARY,
        /** Runs in recovery. */
        STANDBY,
        /** Starts as a standby. */
        OPENING,
        /** Starts, and may accept writes when it is up. */
        STARTING,
        /** Does not run, or will not take a client any more. */
        DOWN,
        /** Cannot be told. */
        UNSURE
    }

    /** What is under way. */
    public enum Doing {
        /** Nothing. */
        IDLE,
        /** Something that makes PostgreSQL accept writes. */
        TAKING,
        /** A stop. */
        STOPPING,
        /** A stop that takes longer than it may. */
        STUCK,
        /** Any other operation. */
        BUSY,
        /** A request about the lock itself, or the first reading of the keys under it. */
        ASKING
    }

    /** The guard. */
    public enum Guard {
        /** Will kill PostgreSQL in time. */
        ARMED,
        /** Has not said so. */
        UNARMED,
        /** Has not echoed for longer than it may take, and no earlier deadline is armed. */
        SILENT,
        /** Was ordered to kill a moment ago. */
        KILLING,
        /** Is no matter: the watchdog is required beside it, and cannot be activated. */
        UNWATCHED
    }

    /** What operators want of us. */
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
        RESTART,
        /** To demote the whole cluster: it is to follow a server outside. */
        DEMOTE
    }

    /** Whether the agent stays. */
    public enum Stay {
        STAYING,
        LEAVING,
        /** It was asked to stop, so long ago that it waits no longer. */
        OVERDUE
    }

    /** What synchronous mode asks for before our PostgreSQL accepts writes. */
    public enum Sync {
        /** Nothing, or nothing more; or it accepts writes, or cannot yet be made to. */
        NONE,
        /** Key {@code sync} must name us first. */
        CLAIM,
        /** What key {@code sync} holds is not known: it is being written or read. */
        ASKED
    }

    /** How long a kill may take before it is ordered again. */
    public static final Duration KILL_TIME = Duration.ofSeconds(1);

    /** How long the guard may leave orders without an echo before it counts as dead. */
    static final Duration ECHO_TIME = Duration.ofSeconds(3);

    static HolderSituation of(NodeState state) {
        return new HolderSituation(
                lease(state),
                server(state),
                doing(state),
                guard(state),
                order(state),
                Recovery.of(state),
                stay(state),
                sync(state));
    }

    static Sync sync(NodeState state) {
        Server server = server(state);
        boolean before = server == Server.STANDBY || server == Server.DOWN;
        if (!before || !state.settings().sync().isOn()) {
            return Sync.NONE;
        }
        if (SyncPlan.isAsking(state)) {
            return Sync.ASKED;
        }
        return SyncPlan.isClaimNeeded(state) ? Sync.CLAIM : Sync.NONE;
    }

    private static LeaseLeft lease(NodeState state) {
        if (!(state.lease() instanceof Lease.Held held)) {
            return LeaseLeft.OVER;
        }
        if (state.now().hasReached(held.until())) {
            return LeaseLeft.OVER;
        }
        boolean due =
                state.now().hasReached(LeaseClock.endingAt(held, state.timeout()))
                        || WatchdogDuty.isStarving(state);
        boolean ending = due && !LeaseClock.mayStillRenew(state, held);
        return ending ? LeaseLeft.ENDING : LeaseLeft.GOOD;
    }

    static boolean isLeaseGood(NodeState state) {
        return lease(state) == LeaseLeft.GOOD;
    }

    static Server server(NodeState state) {
        return switch (state.postgres()) {
            case Postgres.Primary _ -> Server.PRIMARY;
            // A promotion that was given up may still come true.
            case Postgres.Standby _ ->
                    state.setbacks().promotions() > 0 ? Server.STARTING : Server.STANDBY;
            case Postgres.Starting(boolean asStandby) ->
                    asStandby ? Server.OPENING : Server.STARTING;
            case Postgres.Stopped _, Postgres.Ending _, Postgres.NoData _, Postgres.Unreadable _ ->
                    Server.DOWN;
            case Postgres.Unknown _, Postgres.Hanging _ -> Server.UNSURE;
        };
    }

    static Doing doing(NodeState state) {
        return switch (state.work()) {
            case Work.Busy busy when busy.operation().makesWritable() -> Doing.TAKING;
            case Work.Busy busy when isCalledOff(state, busy) -> Doing.BUSY;
            case Work.Busy busy when busy.operation() instanceof Operation.Stop stop ->
                    StopPatience.isOver(state, busy, stop) ? Doing.STUCK : Doing.STOPPING;
            case Work.Busy _ -> Doing.BUSY;
            case Work.Idle _ ->
                    state.requests().isAboutLock() || !isReadUnderLock(state)
                            ? Doing.ASKING
                            : Doing.IDLE;
        };
    }

    /** Whether it is a stop that ends without one, and nobody asks for it any more. */
    private static boolean isCalledOff(NodeState state, Work.Busy busy) {
        return busy.operation() instanceof Operation.Stop
                && busy.cancelled()
                && !StandbyClusters.isOn(state)
                && Handover.of(state) instanceof Handover.None;
    }

    /** Whether the keys were read since the lock is ours: what it was taken on may have changed. */
    private static boolean isReadUnderLock(NodeState state) {
        if (!(state.lease() instanceof Lease.Held held)) {
            return true;
        }
        return state.cluster()
                .latest()
                .filter(view ->
                        view.lock() instanceof Lock.Held seen && seen.epoch().equals(held.epoch()))
                .isPresent();
    }

    /** Guard and watchdog in one: each must be ready where it is to be. */
    static Guard guard(NodeState state) {
        Guard process = process(state);
        if (process == Guard.KILLING || process == Guard.SILENT) {
            return process;
        }
        return switch (WatchdogDuty.standing(state)) {
            case UNNEEDED, ACTIVE -> process;
            case AWAITED -> Guard.UNARMED;
            case FAILED -> Guard.UNWATCHED;
        };
    }

    private static Guard process(NodeState state) {
        Moment now = state.now();
        return switch (state.fence()) {
            case Fence.Armed armed -> now.isBefore(armed.until()) ? Guard.ARMED : Guard.UNARMED;
            case Fence.Arming arming ->
                    now.isBefore(arming.armedUntil())
                            ? Guard.ARMED
                            : now.hasReached(arming.since().plus(ECHO_TIME))
                                    ? Guard.SILENT
                                    : Guard.UNARMED;
            case Fence.Fenced(Moment at) ->
                    now.isBefore(at.plus(KILL_TIME)) ? Guard.KILLING : Guard.UNARMED;
            case Fence.Unarmed _, Fence.Unknown _ -> Guard.UNARMED;
        };
    }

    private static Order order(NodeState state) {
        if (StandbyClusters.isOn(state)) {
            return Order.DEMOTE;
        }
        return switch (Handover.of(state)) {
            case Handover.None _ -> isRestartAsked(state) ? Order.RESTART : Order.NONE;
            case Handover.AskFirst _ -> Order.ASK;
            case Handover.Ready _ -> Order.READY;
            case Handover.Void _ -> Order.VOID;
        };
    }

    private static boolean isRestartAsked(NodeState state) {
        return state.orders().task() instanceof Task.Restarting task
                && task.phase() == Task.Phase.ASKED;
    }

    static Stay stay(NodeState state) {
        if (Departure.isOverdue(state)) {
            return Stay.OVERDUE;
        }
        return state.presence() == Presence.LEAVING ? Stay.LEAVING : Stay.STAYING;
    }
}
