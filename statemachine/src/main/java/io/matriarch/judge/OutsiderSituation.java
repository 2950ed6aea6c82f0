package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.Feed;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Requests;
import io.matriarch.state.StandbyCluster;
import io.matriarch.state.Upstream;
import io.matriarch.state.Work;
import java.time.Duration;
import java.util.Optional;

/**
 * The situation of a member that has data and does not hold the lock.
 *
 * @param lock who has the lock, as far as we may rely on it
 * @param postgres what our PostgreSQL is
 * @param work what we are doing about it
 * @param candidacy whether we may take a free lock
 * @param rejoin whether our data may follow the leader
 * @param mending how it is mended when it may not
 * @param upstream whether we follow whom we should
 * @param standing whether we belong here
 */
public record OutsiderSituation(
        Lockholder lock,
        Server postgres,
        Doing work,
        Chance candidacy,
        Rejoin rejoin,
        Mending mending,
        Following upstream,
        Standing standing)
        implements Situation {

    /** The lock. */
    public enum Lockholder {
        /** Another member's, by a fresh view. */
        OTHER,
        /** Free, and its last tenure provably over. */
        FREE,
        /** Free, but nothing proves that its last holder knows. */
        UNPROVEN,
        /**
         * It may be ours: asked for and unanswered, unconfirmed, or our last run's session has it.
         */
        PENDING,
        /** We saw it once, and the DCS is out of reach now. */
        UNSEEN,
        /** It was never read since we started, or has changed and is being read. */
        UNKNOWN
    }

    /** Our PostgreSQL. */
    public enum Server {
        PRIMARY,
        /** A primary of an earlier run, whose lease is over, and we have not seen the DCS. */
        OUTLIVED,
        STANDBY,
        STARTING,
        DOWN,
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

    /** {@link Candidacy} in one word. */
    public enum Chance {
        BEST,
        ASK,
        /** Ask for votes. */
        POLL,
        LATER,
        /** Not yet. */
        HOLD,
        NONE
    }

    /** Whom we stream from. */
    public enum Following {
        /** From whom we should, or nobody is known to lead. */
        RIGHT,
        /** From somebody else, or from nobody. */
        ASTRAY,
        /** From somebody, and a vote is asked of us, for which we must withdraw. */
        BOUND,
        /** From anybody: what is received is not replayed before a restart. */
        HALTED
    }

    /** Whether we belong here. */
    public enum Standing {
        /** Our data is of this cluster, as far as the cluster knows its own identity. */
        MEMBER,
        /** Our initdb made the data; the cluster does not know its identity yet. */
        FOUNDER,
        /** Our initdb made the data, the cluster knows it, and it has never run as primary. */
        NEWBORN,
        /** Our data is of another cluster. */
        STRANGER,
        /** We were asked to stop. */
        LEAVING,
        /** We were asked to stop, and commits may still wait for us. */
        RELEASING
    }

    static OutsiderSituation of(NodeState state) {
        return new OutsiderSituation(
                lock(state),
                LeftPrimary.isOver(state) ? Server.OUTLIVED : server(state),
                doing(state.work()),
                chance(state),
                Rejoin.of(state),
                Mending.of(state),
                following(state),
                standing(state));
    }

    static Lockholder lock(NodeState state) {
        if (state.postgres() instanceof Postgres.Primary
                && state.cluster() instanceof Cluster.Seen seen
                && !state.session().isConnected()) {
            // Whoever held it when it was last seen may lead still.
            return isAnothers(state, seen.view().lock()) ? Lockholder.OTHER : Lockholder.UNSEEN;
        }
        if (state.lease() instanceof Lease.Asked || state.lease() instanceof Lease.Unconfirmed) {
            // What we asked of a DCS that is away is nothing to wait for with PostgreSQL down.
            return Candidacy.isOutOfSight(state) ? Lockholder.UNSEEN : Lockholder.PENDING;
        }
        if (!(state.cluster() instanceof Cluster.Seen seen)) {
            return Lockholder.UNKNOWN;
        }
        if (!state.session().isConnected()) {
            return Lockholder.UNSEEN;
        }
        if (seen.outdated()) {
            return Lockholder.UNKNOWN;
        }
        return switch (seen.view().lock()) {
            case Lock.Held held ->
                    held.holder().equals(state.me()) ? Lockholder.PENDING : Lockholder.OTHER;
            case Lock.Free _ when state.requests().isPending(Requests.Kind.READ) ->
                    Lockholder.UNKNOWN;
            case Lock.Free _ -> isProven(state, seen) ? Lockholder.FREE : Lockholder.UNPROVEN;
        };
    }

    private static boolean isAnothers(NodeState state, Lock lock) {
        return lock instanceof Lock.Held held && !held.holder().equals(state.me());
    }

    private static boolean isProven(NodeState state, Cluster.Seen seen) {
        return seen.freedProperly()
                || Situation.isNewborn(state)
                || seen.freeSince()
                        .map(since -> state.now().hasReached(since.plus(longest(state))))
                        .orElse(false);
    }

    /** The longest session that the last holder may have had. */
    public static Duration longest(NodeState state) {
        Duration ttl = state.settings().ttl();
        return state.timeout().compareTo(ttl) >= 0 ? state.timeout() : ttl;
    }

    static Server server(NodeState state) {
        return switch (state.postgres()) {
            case Postgres.Primary _ -> Server.PRIMARY;
            case Postgres.Standby _ -> Server.STANDBY;
            case Postgres.Starting _, Postgres.Ending _ -> Server.STARTING;
            case Postgres.Stopped _, Postgres.Unreadable _ -> Server.DOWN;
            case Postgres.NoData _, Postgres.Unknown _, Postgres.Hanging _ -> Server.UNSURE;
        };
    }

    static Doing doing(Work work) {
        return switch (work) {
            case Work.Idle _ -> Doing.IDLE;
            case Work.Busy busy -> busy.operation().makesWritable() ? Doing.TAKING : Doing.BUSY;
        };
    }

    static Chance chance(NodeState state) {
        return switch (Candidacy.of(state)) {
            case Candidacy.Best _ -> Chance.BEST;
            case Candidacy.AskFirst _ -> Chance.ASK;
            case Candidacy.AskVotes _ -> Chance.POLL;
            case Candidacy.Hold _ -> Chance.HOLD;
            case Candidacy.Later _, Candidacy.Outvoted _ -> Chance.LATER;
            case Candidacy.Ineligible _ -> Chance.NONE;
        };
    }

    static Following following(NodeState state) {
        if (hasHalted(state)) {
            return Following.HALTED;
        }
        if (Voting.of(state) instanceof Voting.WithdrawFirst) {
            Lockholder lock = lock(state);
            boolean free = lock == Lockholder.FREE || lock == Lockholder.UNPROVEN;
            return free ? Following.BOUND : Following.RIGHT;
        }
        return byFeed(state);
    }

    /** Whether our standby replays nothing before a restart, and may have one. */
    static boolean hasHalted(NodeState state) {
        return state.postgres() instanceof Postgres.Standby standby
                && standby.server().halted()
                && !Maintenance.isOn(state);
    }

    /** Whether we follow whom we should, whatever votes are asked for. */
    static Following byFeed(NodeState state) {
        Optional<String> actual =
                state.postgres() instanceof Postgres.Standby standby
                        ? standby.upstream()
                        : Optional.empty();
        boolean right =
                switch (Source.forStandby(state)) {
                    case Feed.From from ->
                            actual.equals(Optional.of(from.upstream().connUrl()))
                                    && UpstreamSlot.isUsed(state, from);
                    case Feed.FromRemote(StandbyCluster server) ->
                            actual.equals(server.upstream().map(Upstream::connUrl));
                    case Feed.Nobody _ -> actual.isEmpty();
                    case Feed.AsBefore _ -> true;
                };
        return right ? Following.RIGHT : Following.ASTRAY;
    }

    static Standing standing(NodeState state) {
        if (state.presence() == Presence.LEAVING) {
            return Departure.awaitsRelease(state) ? Standing.RELEASING : Standing.LEAVING;
        }
        if (Situation.isNewborn(state)) {
            return state.cluster()
                    .latest()
                    .filter(view -> view.initialize() instanceof Initialize.Made)
                    .map(_ -> Standing.NEWBORN)
                    .orElse(Standing.FOUNDER);
        }
        return Identity.isForeign(state) ? Standing.STRANGER : Standing.MEMBER;
    }
}
