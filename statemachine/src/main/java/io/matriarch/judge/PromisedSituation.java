package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.ControlData;
import io.matriarch.state.Failsafe;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Session;
import io.matriarch.state.Work;
import io.matriarch.value.Moment;
import io.matriarch.value.Timeline;
import java.util.Optional;

/**
 * The situation of a primary that leads by the promise of all other members (lease rule L12), and
 * of one whose promise is over and that has not yet proven that its PostgreSQL accepts no writes.
 *
 * @param promise how much of it is left
 * @param lock what the DCS says of the lock, if it can be asked again
 * @param postgres what our PostgreSQL is
 * @param work what we are doing about it
 * @param guard whether a guard would end it in time
 * @param stay whether this agent means to stay
 */
public record PromisedSituation(
        Promise promise,
        Lockholder lock,
        Server postgres,
        Doing work,
        HolderSituation.Guard guard,
        HolderSituation.Stay stay)
        implements Situation {

    /** How much of the promise is left. */
    public enum Promise {
        /** More than an orderly stop takes. */
        GOOD,
        /** Only what an orderly stop takes. */
        ENDING,
        /** None of it counts: another member holds the lock, or has led meanwhile. */
        BROKEN,
        /** Nothing. */
        OVER
    }

    /** The lock. */
    public enum Lockholder {
        /** The DCS cannot be asked, or has not answered yet. */
        UNSEEN,
        /** Nobody's, by a fresh view. */
        FREE,
        /** Ours, or it may be: a confirmed renewal settles that. */
        OURS
    }

    /** Our PostgreSQL. */
    public enum Server {
        /** Accepts writes. */
        PRIMARY,
        /** Starts, and may accept writes when it is up. */
        STARTING,
        /** Runs or starts in recovery. */
        STANDBY,
        /**
         * It was the primary, does not run, no start has failed yet, and key {@code sync} names us
         * where it must.
         */
        CRASHED,
        /** Does not run otherwise. */
        DOWN,
        /** Cannot be told. */
        UNSURE
    }

    /** What is under way. */
    public enum Doing {
        IDLE,
        /** Something that makes PostgreSQL accept writes. */
        TAKING,
        /** Any other operation. */
        BUSY
    }

    static PromisedSituation of(NodeState state, Failsafe.Promise promise) {
        return new PromisedSituation(
                promise(state, promise),
                lock(state),
                server(state),
                doing(state.work()),
                HolderSituation.guard(state),
                HolderSituation.stay(state));
    }

    private static Promise promise(NodeState state, Failsafe.Promise given) {
        if (isBroken(state)) {
            return Promise.BROKEN;
        }
        if (state.now().hasReached(given.until())) {
            return Promise.OVER;
        }
        return isEnding(state, given) ? Promise.ENDING : Promise.GOOD;
    }

    /** Whether an orderly stop must begin now, also lest the watchdog resets the machine. */
    static boolean isEnding(NodeState state, Failsafe.Promise given) {
        return state.now().hasReached(endingAt(state, given)) || WatchdogDuty.isStarving(state);
    }

    static Moment endingAt(NodeState state, Failsafe.Promise given) {
        return given.until().minus(LeaseClock.stopAllowance(state.timeout()));
    }

    private static boolean isBroken(NodeState state) {
        if (!isSeen(state) || !(state.cluster() instanceof Cluster.Seen seen)) {
            return false;
        }
        boolean held =
                seen.view().lock() instanceof Lock.Held lock && !lock.holder().equals(state.me());
        Optional<Timeline> ours =
                state.postgres() instanceof Postgres.Primary primary
                        ? Optional.of(primary.timeline())
                        : state.durable().highestTimeline();
        boolean led =
                Candidacy.clusterTimeline(state)
                        .flatMap(known -> ours.map(own -> own.compareTo(known) < 0))
                        .orElse(false);
        return held || led;
    }

    private static boolean isSeen(NodeState state) {
        return state.session().isConnected()
                && state.cluster() instanceof Cluster.Seen seen
                && !seen.outdated();
    }

    private static Lockholder lock(NodeState state) {
        if (!(state.lease() instanceof Lease.None)) {
            return Lockholder.OURS;
        }
        if (!isSeen(state) || !(state.cluster() instanceof Cluster.Seen seen)) {
            return Lockholder.UNSEEN;
        }
        return switch (seen.view().lock()) {
            case Lock.Free _ -> Lockholder.FREE;
            case Lock.Held held ->
                    state.session() instanceof Session.Live live && live.id().equals(held.owner())
                            ? Lockholder.OURS
                            : Lockholder.UNSEEN;
        };
    }

    private static Server server(NodeState state) {
        return switch (state.postgres()) {
            case Postgres.Primary _ -> Server.PRIMARY;
            case Postgres.Starting(boolean asStandby) ->
                    asStandby ? Server.STANDBY : Server.STARTING;
            // A promotion that was given up may still come true.
            case Postgres.Standby _ ->
                    state.setbacks().promotions() > 0 ? Server.STARTING : Server.STANDBY;
            case Postgres.Stopped(ControlData control) ->
                    control.phase().wasPrimary()
                                    && state.setbacks().starts() == 0
                                    && !SyncPlan.isClaimNeeded(state)
                                    && !Fitness.isHalfMade(state)
                            ? Server.CRASHED
                            : Server.DOWN;
            case Postgres.Ending _, Postgres.NoData _, Postgres.Unreadable _ -> Server.DOWN;
            case Postgres.Unknown _, Postgres.Hanging _ -> Server.UNSURE;
        };
    }

    private static Doing doing(Work work) {
        return switch (work) {
            case Work.Idle _ -> Doing.IDLE;
            case Work.Busy busy -> busy.operation().makesWritable() ? Doing.TAKING : Doing.BUSY;
        };
    }
}
