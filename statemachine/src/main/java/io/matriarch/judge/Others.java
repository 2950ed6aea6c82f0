package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The other members: whom to ask, and what the answers are worth. */
public final class Others {
    /** Two seconds for the answers (contract 2.8a) and one to act on them. */
    private static final Duration LEAST_FRESH = Duration.ofSeconds(3);

    private Others() {}

    /**
     * The REST addresses of the members to ask: those who may lead and gave one. While key {@code
     * sync} restricts who may lead only its members are asked, those who may never lead too when
     * votes count (contract 2.8a).
     */
    public static SortedMap<MemberName, String> addresses(NodeState state) {
        SortedMap<MemberName, String> found = new TreeMap<>();
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        if (state.settings().failsafe()) {
            // One of these may lead without the DCS, with its record gone from there.
            found.putAll(FailsafeMode.others(state));
            found.keySet().removeAll(view.members().keySet());
        }
        SyncSet sync = SyncSet.of(state);
        boolean all = SyncSet.isOutranked(view.failover());
        for (Member member : view.members().values()) {
            MemberName name = member.name();
            boolean counts = all || sync.admits(name);
            boolean isAnother = !name.equals(state.me()) && !member.record().apiUrl().isEmpty();
            if (counts && isAnother && isWorthAsking(member, sync)) {
                found.put(name, member.record().apiUrl());
            }
        }
        unguardedHolder(state)
                .filter(last -> !last.apiUrl().isEmpty())
                .ifPresent(last -> found.put(last.name(), last.apiUrl()));
        return found;
    }

    /**
     * Whose PostgreSQL is asked itself, and where: that of a last leader without a guard, whose
     * agent may be dead while it still accepts writes.
     */
    public static SortedMap<MemberName, String> servers(NodeState state) {
        SortedMap<MemberName, String> found = new TreeMap<>();
        unguardedHolder(state)
                .filter(last -> !last.apiUrl().isEmpty() && !last.connUrl().isEmpty())
                .ifPresent(last -> found.put(last.name(), last.connUrl()));
        return found;
    }

    /**
     * Whoever led last without a guard, while the lock is free and the DCS shows no record of it:
     * time does not prove that it writes no more, so it is asked itself (after maintenance, or a
     * Patroni member).
     */
    static Optional<Cluster.Holder> unguardedHolder(NodeState state) {
        return state.cluster() instanceof Cluster.Seen seen
                        && seen.view().lock() instanceof Lock.Free
                ? seen.lastHolder()
                        .filter(last -> !last.guarded())
                        .filter(last -> !last.name().equals(state.me()))
                        .filter(last -> !seen.view().members().containsKey(last.name()))
                : Optional.empty();
    }

    private static boolean isWorthAsking(Member member, SyncSet sync) {
        return member.record().tags().mayLead()
                || member.record().mayWrite()
                || sync.needsVotes() && sync.isVoter(member.name());
    }

    /**
     * The answers of a round that began at {@code since} or later and is not too old; absent when
     * they are still to be asked for. No others: an empty round.
     */
    public static Optional<SortedMap<MemberName, Peers.Answer>> freshAnswers(
            NodeState state, Moment since) {
        return freshAnswers(state, since, false);
    }

    /**
     * The same.
     *
     * @param votes whether only a round that asked for votes counts
     */
    static Optional<SortedMap<MemberName, Peers.Answer>> freshAnswers(
            NodeState state, Moment since, boolean votes) {
        if (addresses(state).isEmpty()) {
            return Optional.of(Collections.emptySortedMap());
        }
        if (state.peers() instanceof Peers.Answered answered
                && (answered.forVotes() || !votes)
                && !answered.askedAt().isBefore(since)
                && state.now().isBefore(freshUntil(state, answered))) {
            return Optional.of(answered.answers());
        }
        return Optional.empty();
    }

    /**
     * Until when answers count: for one loop_wait, and so long that a silent member leaves time.
     */
    static Moment freshUntil(NodeState state, Peers.Answered answered) {
        Duration loop = state.settings().loopWait();
        return answered.askedAt().plus(loop.compareTo(LEAST_FRESH) < 0 ? LEAST_FRESH : loop);
    }

    /** Whether answers that were not enough are old enough for another round. */
    static boolean mayAskAgain(NodeState state) {
        return state.peers() instanceof Peers.Answered answered
                && state.now().hasReached(answered.askedAt().plus(Cadence.UNSETTLED));
    }

    /** Whether this answer is of a standby that may lead. */
    public static boolean isAble(Peers.Answer answer) {
        return answer instanceof Peers.Told told && !told.primary() && told.mayLead();
    }

    /** Whether it is, and misses no more than the allowed bytes up to {@code position}. */
    public static boolean isAble(Peers.Answer answer, Lsn position, long allowedLag) {
        return isAble(answer)
                && answer instanceof Peers.Told told
                && position.ahead(told.position()) <= allowedLag;
    }

    /** Whether somebody answers as a running primary. */
    public static Optional<MemberName> alivePrimary(Map<MemberName, Peers.Answer> answers) {
        return answers.entrySet().stream()
                .filter(one -> one.getValue() instanceof Peers.Told told && told.primary())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether key {@code sync} lets this member lead, as far as what is asked for counts. */
    static boolean isAdmitted(NodeState state, FailoverRequest request, MemberName name) {
        return SyncSet.isOutranked(request) || SyncSet.of(state).admits(name);
    }
}
