package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.ControlData;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Upstream;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** How a member that does not hold the lock becomes a standby of the leader (contract 2.14). */
public enum Rejoin {
    /** Its log is part of the leader's history: it may run and stream. */
    FIT,
    /** It has what the leader does not have, or cannot be read: see {@link Mending}. */
    MEND,
    /**
     * Its data cannot follow the leader, but may be what clients wrote while another member led, in
     * maintenance: an operator decides which half is thrown away.
     */
    KEPT,
    /**
     * The lock names a member that runs on an older timeline than the cluster has been on: it took
     * the lock by an old view, and what it lacks may be what we have (lease.md L13).
     */
    USURPED,
    /** Something failed a moment ago: wait. */
    PAUSED,
    /** The leader has not yet told enough to judge. */
    UNTOLD;

    /** Judges our data against what the present leader published. */
    public static Rejoin of(NodeState state) {
        if (isUsurped(state)) {
            return USURPED;
        }
        if (!state.now().hasReached(state.setbacks().retryAt())) {
            return PAUSED;
        }
        if (state.durable().unfinished() == DurableFacts.Unfinished.REWIND) {
            boolean willBeTold =
                    StandbyClusters.isOn(state)
                            ? RemoteLook.isAwaited(state)
                            : state.session().isConnected()
                                    && isLedByOther(state)
                                    && leaderTimeline(state).isEmpty();
            return willBeTold ? UNTOLD : mend(state);
        }
        if (state.postgres() instanceof Postgres.Unreadable) {
            return MEND;
        }
        if (streamsFromLeader(state)) {
            return FIT;
        }
        return log(state).map(log -> judge(state, log)).orElse(FIT);
    }

    /**
     * PostgreSQL compares histories itself before it streams; what we read may be older than that.
     */
    private static boolean streamsFromLeader(NodeState state) {
        return state.postgres() instanceof Postgres.Standby standby
                && standby.streaming()
                && standby.upstream().isPresent()
                && (standby.upstream().equals(Source.leader(state).map(Upstream::connUrl))
                        || standby.upstream().equals(Source.remote(state).map(Upstream::connUrl)));
    }

    static boolean isLedByOther(NodeState state) {
        return state.cluster()
                .latest()
                .filter(view ->
                        view.lock() instanceof Lock.Held held && !held.holder().equals(state.me()))
                .isPresent();
    }

    /** The timeline on which the leader says that it runs as primary. */
    static Optional<Timeline> leaderTimeline(NodeState state) {
        return state.cluster()
                .latest()
                .flatMap(ClusterView::leader)
                .filter(leader -> !leader.name().equals(state.me()))
                .map(Member::record)
                .filter(record -> record.runsAsPrimary())
                .flatMap(record -> record.timeline());
    }

    static boolean isUsurped(NodeState state) {
        return !StandbyClusters.isOn(state)
                && leaderTimeline(state)
                        .flatMap(theirs ->
                                Candidacy.clusterTimeline(state)
                                        .filter(known -> theirs.compareTo(known) < 0))
                        .isPresent();
    }

    private static Rejoin judge(NodeState state, History.Log log) {
        return switch (kinship(state, log)) {
            case ANCESTOR -> FIT;
            case DIVERGED, SPLIT -> mend(state);
            case UNTOLD -> log.written() ? UNTOLD : FIT;
        };
    }

    private static Rejoin mend(NodeState state) {
        return state.durable().apart() ? KEPT : MEND;
    }

    /** Whether we and the leader wrote the same timeline: no rewind can tell that apart. */
    static boolean isSplit(NodeState state) {
        return log(state).filter(log -> kinship(state, log) == History.Kinship.SPLIT).isPresent();
    }

    private static History.Kinship kinship(NodeState state, History.Log log) {
        if (StandbyClusters.isOn(state)) {
            return RemoteLook.kinship(state, log);
        }
        return History.compare(
                log, leaderTimeline(state), state.cluster().latest().flatMap(ClusterView::history));
    }

    private static Optional<History.Log> log(NodeState state) {
        return switch (state.postgres()) {
            case Postgres.Stopped(ControlData control) ->
                    Optional.of(
                            new History.Log(
                                    control.timeline(),
                                    control.end(),
                                    control.phase().wasPrimary()));
            case Postgres.Standby standby ->
                    standby.timeline()
                            .map(timeline ->
                                    new History.Log(
                                            timeline, Optional.of(standby.position()), false));
            case Postgres.Primary _,
                    Postgres.Ending _,
                    Postgres.Unknown _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Starting _,
                    Postgres.Hanging _ ->
                    Optional.empty();
        };
    }
}
