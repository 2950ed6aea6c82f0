package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.Timeline;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether this member may take a free lock, and if not, why not (contract 2.8, 2.8a, 2.9b). */
public sealed interface Candidacy {
    /** Why a member may never lead. */
    String NEVER = "tag nofailover, or failover_priority 0";

    /** Nobody who may lead is ahead of us. */
    record Best(String why) implements Candidacy {}

    /** The others have not been asked since the lock became free. */
    record AskFirst() implements Candidacy {}

    /** The others have not been asked for their votes since the lock became free. */
    record AskVotes() implements Candidacy {}

    /** It is not yet our time to join the race. */
    record Hold(Moment until, String why) implements Candidacy {}

    /** Somebody else comes first, as long as it answers. */
    record Later(MemberName first, String why) implements Candidacy {}

    /** Nobody is ahead as far as we can see, but too few of the synchronous set say so. */
    record Outvoted(String why) implements Candidacy {}

    /** We may not lead. */
    record Ineligible(String why) implements Candidacy {}

    /** The sentence for an operator who asks "why this one, why not me?". */
    default String sentence() {
        return switch (this) {
            case Best(String why) -> why;
            case AskFirst() -> "the other members have not been asked yet";
            case AskVotes() -> "the other members have not been asked for their votes yet";
            case Hold(Moment until, String why) -> why + ": not before " + until;
            case Later(MemberName first, String why) -> first + " comes first: " + why;
            case Outvoted(String why) -> why;
            case Ineligible(String why) -> why;
        };
    }

    /** Judges this member, which does not hold the lock. */
    static Candidacy of(NodeState state) {
        Optional<String> objection = objection(state);
        if (objection.isPresent()) {
            return new Ineligible(objection.get());
        }
        return switch (state.postgres()) {
            case Postgres.Primary primary -> ofPrimary(state, primary);
            case Postgres.Standby standby -> Race.of(state, standby);
            case Postgres.Unknown _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Stopped _,
                    Postgres.Ending _,
                    Postgres.Starting _,
                    Postgres.Hanging _ ->
                    new Ineligible("PostgreSQL does not run here");
        };
    }

    /** Why we may not lead, whatever our PostgreSQL is and has; absent when nothing forbids it. */
    static Optional<String> objection(NodeState state) {
        if (!state.local().tags().mayLead()) {
            return Optional.of(NEVER);
        }
        Optional<String> unwatched = WatchdogDuty.objection(state);
        if (unwatched.isPresent()) {
            return unwatched;
        }
        if (Fitness.isHalfMade(state)) {
            return Optional.of("work on the data directory was begun and not finished");
        }
        Optional<String> bond = FailsafeMode.bond(state);
        if (bond.isPresent()) {
            return bond;
        }
        if (Ailment.of(state) != Ailment.NONE && !isLastResort(state)) {
            return Optional.of("the disk is " + Ailment.of(state).word());
        }
        if (Fitness.isRefused(state)) {
            return Optional.of("its pre_promote script refused less than one ttl ago");
        }
        return Fitness.isRefusedAgain(state)
                ? Optional.of("it was refused to promote: " + state.setbacks().lastWords())
                : Optional.empty();
    }

    /** Whether the lock has been free for so long that nobody in better health can be there. */
    private static boolean isLastResort(NodeState state) {
        Duration patience = OutsiderSituation.longest(state).multipliedBy(2);
        return state.cluster() instanceof Cluster.Seen seen
                && seen.freeSince()
                        .map(since -> state.now().hasReached(since.plus(patience)))
                        .orElse(false);
    }

    /** The newest timeline that the cluster is known to have run on, if any is known. */
    static Optional<Timeline> clusterTimeline(NodeState state) {
        Optional<Timeline> told = state.cluster().latest().flatMap(ClusterView::timeline);
        Optional<Timeline> seen =
                state.cluster() instanceof Cluster.Seen known
                        ? known.lastHolder().flatMap(Cluster.Holder::timeline)
                        : Optional.empty();
        return told.isEmpty() ? seen : told.map(one -> seen.map(one::max).orElse(one));
    }

    /** Whether the DCS was put back to an earlier state, and nobody has led since. */
    static boolean isRestored(NodeState state) {
        return state.cluster() instanceof Cluster.Seen seen
                && seen.age() instanceof Cluster.Age.Restored;
    }

    /** Whether the last tenure provably ended, so that what the keys say of it still counts. */
    static boolean isRecordSound(NodeState state) {
        return state.cluster() instanceof Cluster.Seen seen
                && (seen.freedProperly() || seen.view().lock() instanceof Lock.Held)
                && !isRestored(state);
    }

    /**
     * The newest timeline whose number may be taken: that anybody is known to have written, the
     * cluster's or a branch that somebody made by hand, and one more for each later tenure whose
     * holder may have been promoted and was gone before it could tell.
     */
    static Optional<Timeline> usedTimeline(NodeState state) {
        Stream<Timeline> told =
                state.cluster().latest().orElse(ClusterView.EMPTY).members().values().stream()
                        .flatMap(member -> member.record().timeline().stream());
        return Stream.concat(told, clusterTimeline(state).stream())
                .reduce(Timeline::max)
                .map(known -> new Timeline(known.number() + silentTenures(state)));
    }

    private static int silentTenures(NodeState state) {
        if (!(state.cluster() instanceof Cluster.Seen seen) || seen.lastHolder().isEmpty()) {
            return 0;
        }
        Cluster.Holder last = seen.lastHolder().get();
        boolean ours =
                state.lease() instanceof Lease.Held held && held.epoch().equals(last.epoch());
        return ours ? last.silentBefore() : last.silentSoFar();
    }

    private static Candidacy ofPrimary(NodeState state, Postgres.Primary primary) {
        if (isOutOfSight(state)) {
            return new Ineligible("the DCS has been out of reach for longer than a lease lasts");
        }
        Optional<Timeline> known = clusterTimeline(state);
        if (known.isPresent() && primary.timeline().compareTo(known.get()) < 0) {
            return new Ineligible(
                    "runs as primary on timeline "
                            + primary.timeline()
                            + ", but the cluster has been on "
                            + known.get());
        }
        return new Best("runs as primary on the cluster's newest timeline");
    }

    private static Moment lastProof(NodeState state, Cluster.Seen seen) {
        return state.lease() instanceof Lease.Asked asked
                ? seen.readAt().later(asked.since())
                : seen.readAt();
    }

    /** Whether another may lead by now for all that we know. */
    static boolean isOutOfSight(NodeState state) {
        return !state.session().isConnected()
                && state.cluster() instanceof Cluster.Seen seen
                && state.now().hasReached(lastProof(state, seen).plus(state.timeout()));
    }
}
