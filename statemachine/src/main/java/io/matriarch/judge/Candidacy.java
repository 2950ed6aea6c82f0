package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.Timeline;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Whether this member may take a free lock, and if not, why not (contract 2.8, 2.8a, 2.9b). */
public sealed interface Candidacy {
    /** Nobody who may lead is ahead of us. */
    record Best(String why) implements Candidacy {}

    /** The others have not been asked since the lock became free. */
    record AskFirst() implements Candidacy {}

    /** Somebody else comes first, as long as it answers. */
    record Later(MemberName first, String why) implements Candidacy {}

    /** We may not lead. */
    record Ineligible(String why) implements Candidacy {}

    /** The sentence for an operator who asks "why this one, why not me?". */
    default String why() {
        return switch (this) {
            case Best(String why) -> why;
            case AskFirst() -> "the other members have not been asked yet";
            case Later(MemberName first, String why) -> first + " comes first: " + why;
            case Ineligible(String why) -> why;
        };
    }

    /** Judges this member, which does not hold the lock. */
    static Candidacy of(NodeState state) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        if (!state.local().tags().mayLead()) {
            return new Ineligible("tag nofailover, or failover_priority 0");
        }
        if (Fitness.isHalfMade(state)) {
            return new Ineligible("work on the data directory was begun and not finished");
        }
        return switch (state.postgres()) {
            case Postgres.Primary primary -> ofPrimary(state, primary);
            case Postgres.Standby standby -> ofStandby(state, view, standby);
            case Postgres.Unknown _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Stopped _,
                    Postgres.Starting _,
                    Postgres.Hanging _ ->
                    new Ineligible("PostgreSQL does not run here");
        };
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
    private static boolean isOutOfSight(NodeState state) {
        return !state.session().isConnected()
                && state.cluster() instanceof Cluster.Seen seen
                && state.now().hasReached(lastProof(state, seen).plus(state.timeout()));
    }

    private static Candidacy ofStandby(
            NodeState state, ClusterView view, Postgres.Standby standby) {
        boolean asked = view.failover() instanceof FailoverRequest.Asked;
        Optional<String> unfit =
                Fitness.objection(state, standby.timeline(), standby.position(), !asked);
        if (unfit.isPresent()) {
            return new Ineligible(unfit.get());
        }
        Moment since =
                state.cluster() instanceof Cluster.Seen known
                        ? known.freeSince().orElse(known.readAt())
                        : state.now();
        Optional<SortedMap<MemberName, Peers.Answer>> answers = Others.freshAnswers(state, since);
        if (answers.isEmpty()) {
            return new AskFirst();
        }
        Optional<MemberName> primary = Others.alivePrimary(answers.get());
        if (primary.isPresent()) {
            return new Later(primary.get(), "its PostgreSQL still runs as primary");
        }
        Optional<Candidacy> wanted =
                view.failover() instanceof FailoverRequest.Asked request
                        ? byRequest(state, request, since, answers.get())
                        : Optional.empty();
        return wanted.orElseGet(() -> byPosition(state, standby, answers.get()));
    }

    private static Optional<Candidacy> byRequest(
            NodeState state,
            FailoverRequest.Asked request,
            Moment freeSince,
            Map<MemberName, Peers.Answer> answers) {
        MemberName me = state.me();
        // Once the others had their chance, whoever is able may lead, the former leader included.
        boolean hadTheirChance =
                state.now().hasReached(freeSince.plus(state.settings().loopWait()));
        Optional<MemberName> named = request.candidate();
        if (named.isPresent() && named.get().equals(me)) {
            return Optional.of(new Best("named as candidate"));
        }
        if (!hadTheirChance
                && named.isPresent()
                && answers.get(named.get()) instanceof Peers.Told told
                && isRival(state, told, false)) {
            return Optional.of(new Later(named.get(), "named as candidate and able"));
        }
        if (!hadTheirChance && request.leader().equals(Optional.of(me))) {
            return answers.entrySet().stream()
                    .filter(one -> Others.isAble(one.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .map(able -> new Later(able, "the lock was given away on request"));
        }
        return Optional.empty();
    }

    private static Candidacy byPosition(
            NodeState state, Postgres.Standby standby, Map<MemberName, Peers.Answer> answers) {
        Rank mine =
                Rank.of(
                        state,
                        standby.timeline(),
                        standby.position(),
                        state.local().tags().failoverPriority());
        for (Map.Entry<MemberName, Peers.Answer> one : answers.entrySet()) {
            if (one.getValue() instanceof Peers.Told told && isRival(state, told, true)) {
                Rank theirs = Rank.of(state, told.timeline(), told.position(), told.priority());
                if (theirs.compareTo(mine) > 0) {
                    return new Later(one.getKey(), theirs.lead(mine));
                }
            }
        }
        return new Best("nobody able is ahead of " + standby.position());
    }

    private static boolean isRival(NodeState state, Peers.Told told, boolean lagCounts) {
        return Others.isAble(told)
                && Fitness.objection(state, told.timeline(), told.position(), lagCounts).isEmpty();
    }
}
