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
    /** It wrote what the leader does not have: undo that. */
    REWIND,
    /** Its data cannot be mended: replace it by a copy. */
    COPY,
    /**
     * Its data cannot follow the leader, but may be what clients wrote while another member led, in
     * maintenance: an operator decides which half is thrown away.
     */
    KEPT,
    /** Something failed a moment ago: wait. */
    PAUSED,
    /** The leader has not yet told enough to judge. */
    UNTOLD;

    /** How many failed rewinds in a row make a copy the better way. */
    static final int REWINDS_ALLOWED = 1;

    /** Judges our data against what the present leader published. */
    public static Rejoin of(NodeState state) {
        if (!state.now().hasReached(state.setbacks().retryAt())) {
            return PAUSED;
        }
        if (state.durable().unfinished() == DurableFacts.Unfinished.REWIND) {
            boolean willBeTold =
                    state.session().isConnected()
                            && isLedByOther(state)
                            && leaderTimeline(state).isEmpty();
            return willBeTold ? UNTOLD : mend(state);
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
                && standby.upstream().equals(Source.leader(state).map(Upstream::connUrl));
    }

    private static boolean isLedByOther(NodeState state) {
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

    private static Rejoin judge(NodeState state, History.Log log) {
        History.Kinship kinship =
                History.compare(
                        log,
                        leaderTimeline(state),
                        state.cluster().latest().flatMap(ClusterView::history));
        return switch (kinship) {
            case ANCESTOR -> FIT;
            case DIVERGED -> mend(state);
            case SPLIT -> state.durable().apart() ? KEPT : COPY;
            case UNTOLD -> log.written() ? UNTOLD : FIT;
        };
    }

    private static Rejoin mend(NodeState state) {
        if (state.durable().apart()) {
            return KEPT;
        }
        return state.settings().rejoin().useRewind() && state.setbacks().rewinds() < REWINDS_ALLOWED
                ? REWIND
                : COPY;
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
                    Postgres.Unknown _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Starting _,
                    Postgres.Hanging _ ->
                    Optional.empty();
        };
    }
}
