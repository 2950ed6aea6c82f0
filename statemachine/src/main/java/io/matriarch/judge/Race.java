package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The race of the standbys for a free lock, as one of them sees it (contract 2.8, 2.8a, 2.9b). */
final class Race {
    private final NodeState state;
    private final Postgres.Standby standby;
    private final ClusterView view;
    private final SyncSet sync;
    private final Moment freeSince;

    private Race(NodeState state, Postgres.Standby standby) {
        this.state = state;
        this.standby = standby;
        this.view = state.cluster().latest().orElse(ClusterView.EMPTY);
        this.sync = SyncSet.of(state);
        this.freeSince =
                state.cluster() instanceof Cluster.Seen known
                        ? known.freeSince().orElse(known.readAt())
                        : state.now();
    }

    static Candidacy of(NodeState state, Postgres.Standby standby) {
        return new Race(state, standby).judged();
    }

    /** Why this standby may not lead, whatever the others have; absent when it may. */
    static Optional<String> objection(NodeState state, Postgres.Standby standby) {
        return new Race(state, standby).objection();
    }

    private Candidacy judged() {
        Optional<String> unfit = objection();
        if (unfit.isPresent()) {
            return new Candidacy.Ineligible(unfit.get());
        }
        Optional<Candidacy> backoff = backoff();
        if (backoff.isPresent()) {
            return backoff.get();
        }
        boolean forVotes = sync.needsVotes() && !isOrdered();
        Optional<SortedMap<MemberName, Peers.Answer>> answers =
                Others.freshAnswers(state, freeSince, forVotes);
        if (answers.isEmpty()) {
            Moment turn = Turn.of(state, freeSince);
            if (!state.now().hasReached(turn)) {
                return new Candidacy.Hold(turn, "another member is more likely to win");
            }
            return forVotes ? new Candidacy.AskVotes() : new Candidacy.AskFirst();
        }
        Optional<MemberName> primary = Others.alivePrimary(answers.get());
        if (primary.isPresent()) {
            return new Candidacy.Later(primary.get(), "its PostgreSQL still runs as primary");
        }
        Optional<Candidacy> beside = unattended(answers.get());
        if (beside.isPresent()) {
            return beside.get();
        }
        return byRequest(answers.get())
                .or(() -> silence(answers.get()))
                .orElseGet(() -> byPosition(answers.get()));
    }

    /**
     * A primary without agent and guard, which nobody ends: whoever starts its agent again gets as
     * much time as for log that still comes in.
     */
    private Optional<Candidacy> unattended(SortedMap<MemberName, Peers.Answer> answers) {
        Moment end = bound();
        return answers.entrySet().stream()
                .filter(one -> one.getValue() instanceof Peers.Unattended)
                .filter(_ -> state.now().isBefore(end) && !isOrdered())
                .map(Map.Entry::getKey)
                .map(one ->
                        (Candidacy)
                                new Candidacy.Hold(
                                        end, one + " accepts writes without agent and guard"))
                .findFirst();
    }

    /** Until when a leader without a guard may come back. */
    private Moment bound() {
        Duration ttl = state.settings().ttl();
        Duration backoff = state.settings().failover().raceBackoff();
        return freeSince.plus(ttl.compareTo(backoff) < 0 ? backoff : ttl);
    }

    /**
     * Where commits are synchronous and key sync is gone, only the others can tell who has them
     * all: whoever hears of less than half of them holds back for a while more.
     */
    private Optional<Candidacy> silence(SortedMap<MemberName, Peers.Answer> answers) {
        boolean unrestricted = state.settings().sync().isOn() && !sync.isActive();
        Moment end = patience();
        long others =
                view.members().keySet().stream().filter(one -> !one.equals(state.me())).count();
        long heard = answers.values().stream().filter(Peers.Told.class::isInstance).count();
        return unrestricted && 2 * heard < others && state.now().isBefore(end)
                ? Optional.of(
                        new Candidacy.Hold(
                                end,
                                "key sync is gone and only %d of %d others answer"
                                        .formatted(heard, others)))
                : Optional.empty();
    }

    private Optional<String> objection() {
        Optional<String> apart = FailsafeMode.objection(state).or(() -> OwnDoubt.of(state));
        if (apart.isPresent()) {
            return apart;
        }
        if (!sync.admits(state.me()) && !isOrdered()) {
            return Optional.of(sync.exclusion());
        }
        boolean asked = view.failover() instanceof FailoverRequest.Asked;
        return Fitness.objection(state, standby.timeline(), standby.position(), !asked);
    }

    /**
     * Whether the last leader's log still comes in: its PostgreSQL lives and only lost the DCS, so
     * it gets {@code primary_race_backoff} to come back (contract 2.8 step 0). Not when it gave the
     * lock back, nor when an operator named who shall lead. A leader without a guard gets one
     * {@code ttl} at least: nothing else ends its writing.
     */
    private Optional<Candidacy> backoff() {
        Moment end = freeSince.plus(state.settings().failover().raceBackoff());
        Moment bound = bound();
        boolean named =
                view.failover() instanceof FailoverRequest.Asked request
                        && request.candidate().isPresent();
        if (named || isGivenBack()) {
            return Optional.empty();
        }
        Duration loop = state.settings().loopWait();
        boolean begun = !state.now().hasReached(freeSince.plus(loop));
        boolean grows =
                standby.streaming() && state.now().isBefore(state.inflow().grewAt().plus(loop));
        if ((begun || grows) && state.now().isBefore(end)) {
            return Optional.of(new Candidacy.Hold(end, "the last leader's log may still come in"));
        }
        boolean unguarded = Others.unguardedHolder(state).isPresent();
        return unguarded && grows && state.now().isBefore(bound)
                ? Optional.of(
                        new Candidacy.Hold(
                                bound, "the last leader has no guard and its log still comes in"))
                : Optional.empty();
    }

    /** Whether an operator said that we shall lead, whatever is lost. */
    private boolean isOrdered() {
        return SyncSet.isOutranked(view.failover())
                && view.failover() instanceof FailoverRequest.Asked request
                && request.candidate().equals(Optional.of(state.me()));
    }

    private Optional<Candidacy> byRequest(SortedMap<MemberName, Peers.Answer> answers) {
        if (!(view.failover() instanceof FailoverRequest.Asked request)) {
            return Optional.empty();
        }
        if (isOrdered()) {
            return Optional.of(new Candidacy.Best("named as candidate"));
        }
        // Once the others had their chance, whoever is able may lead, the former leader included.
        if (state.now().hasReached(freeSince.plus(state.settings().loopWait()))) {
            return Optional.empty();
        }
        Optional<MemberName> named = request.candidate();
        if (named.isPresent() && !named.get().equals(state.me())) {
            return named.filter(one -> isRival(one, answers.get(one), false))
                    .map(one -> new Candidacy.Later(one, "named as candidate and able"));
        }
        if (named.isPresent()) {
            Candidacy verdict = byPosition(answers);
            return verdict instanceof Candidacy.Best
                    ? Optional.of(new Candidacy.Best("named as candidate"))
                    : Optional.of(verdict);
        }
        if (request.leader().equals(Optional.of(state.me()))) {
            return answers.keySet().stream()
                    .filter(one -> isRival(one, answers.get(one), false))
                    .findFirst()
                    .map(able -> new Candidacy.Later(able, "the lock was given away on request"));
        }
        return Optional.empty();
    }

    private Candidacy byPosition(SortedMap<MemberName, Peers.Answer> answers) {
        for (Map.Entry<MemberName, Peers.Answer> one : answers.entrySet()) {
            if (isRival(one.getKey(), one.getValue(), true)
                    && !sync.isMaintainer(one.getKey())
                    && one.getValue() instanceof Peers.Told told
                    && comesFirst(told)) {
                return new Candidacy.Later(one.getKey(), rank(told).lead(mine()));
            }
        }
        return sync.needsVotes() ? byVotes(answers) : new Candidacy.Best(best());
    }

    /**
     * A better log always does; a higher priority only for a while when its member does not see
     * that the lock is free, for then it does not race.
     */
    private boolean comesFirst(Peers.Told told) {
        boolean races = !told.seesLeader() || state.now().isBefore(patience());
        return races ? rank(told).beats(mine()) : rank(told).compareLogs(mine()) > 0;
    }

    /** A lock that is not proven free is taken after one timeout at the earliest. */
    private Moment patience() {
        return freeSince.plus(OutsiderSituation.longest(state).multipliedBy(2));
    }

    private String best() {
        return "nobody able is ahead of " + standby.position();
    }

    /**
     * A commit that was acknowledged is in the log of enough of the voters that so many others,
     * none of them ahead of us, are bound to count one that has it: then we have it too. Whoever
     * maintained the set has every one of them, so it counts as well.
     */
    private Candidacy byVotes(SortedMap<MemberName, Peers.Answer> answers) {
        if (sync.isMaintainer(state.me())) {
            return new Candidacy.Best(best() + ", and the quorum was ours");
        }
        if (hasLastWords()) {
            return new Candidacy.Best(best() + ", and the last leader wrote nothing beyond it");
        }
        List<MemberName> voted = new ArrayList<>();
        List<MemberName> attached = new ArrayList<>();
        for (Map.Entry<MemberName, Peers.Answer> one : answers.entrySet()) {
            if (sync.admits(one.getKey())
                    && one.getValue() instanceof Peers.Told told
                    && told.vote() != Peers.Vote.REFUSED
                    && !told.position().equals(Lsn.ZERO)
                    && rank(told).compareLogs(mine()) <= 0) {
                voted.add(one.getKey());
                if (told.vote() == Peers.Vote.UNAWARE) {
                    attached.add(one.getKey());
                }
            }
        }
        int votes = voted.size();
        String count = votes + " of " + sync.key().quorum() + " votes " + voted;
        String still = attached.isEmpty() ? "" : ", of which " + attached + " may still stream";
        if (votes >= sync.key().quorum()) {
            return new Candidacy.Best(best() + ", with " + count + still);
        }
        return Others.mayAskAgain(state)
                ? new Candidacy.AskVotes()
                : new Candidacy.Outvoted("has " + count);
    }

    /** Whether the last leader gave the lock back, with its PostgreSQL stopped. */
    private boolean isGivenBack() {
        return state.cluster() instanceof Cluster.Seen seen
                && seen.lastHolder().filter(last -> TenureEnd.isGivenBack(last, view)).isPresent();
    }

    /** Whether it did and said where its log ends, and we have all of it. */
    private boolean hasLastWords() {
        return state.cluster() instanceof Cluster.Seen seen
                && seen.lastHolder()
                        .flatMap(last -> TenureEnd.lastWords(last, view))
                        .filter(end -> standby.position().compareTo(end) >= 0)
                        .isPresent();
    }

    private Rank mine() {
        int priority = state.local().tags().failoverPriority();
        return Rank.of(state, standby.timeline(), standby.position(), priority);
    }

    private Rank rank(Peers.Told told) {
        return Rank.of(state, told.timeline(), told.position(), told.priority());
    }

    private boolean isRival(MemberName name, Peers.Answer answer, boolean lagCounts) {
        return answer instanceof Peers.Told told
                && Others.isAble(told)
                && Others.isAdmitted(state, view.failover(), name)
                && !FailsafeMode.isLeftOut(state, name)
                && Fitness.objection(state, told.timeline(), told.position(), lagCounts).isEmpty();
    }
}
