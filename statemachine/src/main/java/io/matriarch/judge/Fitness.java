package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.ControlData;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** Whether a log is good enough to lead with, ours or another member's (contract 2.8, 2.8a). */
final class Fitness {
    static final String FOREIGN = "its data belongs to another cluster";
    static final String HALF_MADE = "work on the data directory was begun and not finished";

    private Fitness() {}

    /**
     * Why the log may not lead; absent when it may.
     *
     * @param lagCounts whether {@code maximum_lag_on_failover} counts: not for what an operator
     *     asked
     */
    static Optional<String> objection(
            NodeState state, Optional<Timeline> timeline, Lsn position, boolean lagCounts) {
        Optional<String> behind = timeline.flatMap(own -> behind(state, own, position));
        if (behind.isPresent() || !lagCounts) {
            return behind;
        }
        long lag =
                state.cluster()
                        .latest()
                        .flatMap(ClusterView::position)
                        .map(last -> last.ahead(position))
                        .orElse(0L);
        return lag <= state.settings().failover().maximumLag()
                ? Optional.empty()
                : Optional.of(
                        lag
                                + " bytes behind the last leader, maximum_lag_on_failover is "
                                + state.settings().failover().maximumLag());
    }

    /**
     * Why our own data may not lead, now that the lock is ours: somebody has our promise, or the
     * data is not fit; lag is no reason any more.
     */
    static Optional<String> objectionToOwn(NodeState state) {
        Optional<String> bond = FailsafeMode.bond(state);
        if (bond.isPresent()) {
            return bond;
        }
        if (Identity.isForeign(state)) {
            return Optional.of(FOREIGN);
        }
        if (isHalfMade(state)) {
            return Optional.of(HALF_MADE);
        }
        SyncSet sync = SyncSet.of(state);
        FailoverRequest request = state.cluster().latest().orElse(ClusterView.EMPTY).failover();
        return switch (state.postgres()) {
            case Postgres.Standby _ when !Others.isAdmitted(state, request, state.me()) ->
                    Optional.of(sync.exclusion());
            case Postgres.Standby standby ->
                    objection(state, standby.timeline(), standby.position(), false);
            case Postgres.Stopped(ControlData control) ->
                    objection(
                            state,
                            Optional.of(lastTimeline(state, control)),
                            control.end().orElse(control.checkpoint()),
                            false);
            case Postgres.Primary _,
                    Postgres.Ending _,
                    Postgres.Starting _,
                    Postgres.Unknown _,
                    Postgres.Hanging _,
                    Postgres.NoData _,
                    Postgres.Unreadable _ ->
                    Optional.empty();
        };
    }

    /**
     * A primary that crashed before its first checkpoint still has the old timeline in its file.
     */
    private static Timeline lastTimeline(NodeState state, ControlData control) {
        return control.phase().wasPrimary()
                ? state.durable()
                        .highestTimeline()
                        .map(control.timeline()::max)
                        .orElse(control.timeline())
                : control.timeline();
    }

    /** Whether the script before a promotion refused less than one ttl ago (contract 2.8). */
    static boolean isRefused(NodeState state) {
        return state.announced()
                .refusedAt()
                .map(at -> state.now().isBefore(at.plus(state.settings().ttl())))
                .orElse(false);
    }

    /** How many refusals to make PostgreSQL writable show that it may stay so. */
    static final int REFUSALS_ALLOWED = 3;

    /** Whether our own agent refused that again and again, the last time less than one ttl ago. */
    static boolean isRefusedAgain(NodeState state) {
        return state.setbacks().refusals() >= REFUSALS_ALLOWED
                && state.now().isBefore(state.setbacks().retryAt().plus(state.settings().ttl()));
    }

    /** Whether the directory is in a state that its files do not tell. */
    static boolean isHalfMade(NodeState state) {
        Unfinished work = state.durable().unfinished();
        return work == Unfinished.REWIND || work == Unfinished.COPY || work == Unfinished.INITDB;
    }

    private static Optional<String> behind(NodeState state, Timeline own, Lsn position) {
        // Who leads a standby cluster writes nothing; PostgreSQL itself sees whether it may stream.
        Optional<Timeline> known =
                StandbyClusters.isOn(state) ? Optional.empty() : Candidacy.clusterTimeline(state);
        if (known.isEmpty() || own.compareTo(known.get()) >= 0) {
            return Optional.empty();
        }
        if (state.settings().failover().checkTimeline()) {
            return Optional.of("on timeline " + own + ", the cluster has been on " + known.get());
        }
        return state.cluster()
                .latest()
                .flatMap(ClusterView::history)
                .flatMap(lines -> History.forkOf(own, lines))
                .filter(fork -> position.compareTo(fork) > 0)
                .map(fork -> "diverged: timeline " + own + " was left at " + fork);
    }
}
