package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.Timeline;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a lock is worth that was found on our session rather than taken in this run. A restored
 * ensemble gives a former leader its old lock back while another member leads, and its history
 * knows nothing of that: only the others can tell. So they are asked once before PostgreSQL is made
 * writable. Their silence stops nobody, except that what they said is kept in mind for one {@code
 * ttl}: their records vanish with their old sessions just before they are back. A tenure under
 * which our PostgreSQL was seen writable is an ordinary one: a restart after a crash asks nobody.
 */
public enum FoundLock {
    /** Taken or led with in this run, or nobody knows better. */
    GOOD,
    /** The others were not asked a moment ago. */
    UNASKED,
    /**
     * Another member runs as primary or has been on a later timeline, and the DCS does not show it
     * as it is, for it is not back there yet: whoever took the lock now would lose what it has.
     */
    OUTDATED,
    /** The same, and the DCS shows a member that may lead on the later timeline. */
    OUTLIVED;

    static FoundLock of(NodeState state) {
        if (!(state.lease() instanceof Lease.Held held) || held.found().isEmpty()) {
            return GOOD;
        }
        boolean fresh = Others.freshAnswers(state, Moment.LONG_AGO).isPresent();
        boolean back = answers(state).entrySet().stream().anyMatch(one -> isBack(state, one));
        boolean primary = Others.alivePrimary(answers(state)).isPresent();
        if (isDoubted(state) || isDoubtKept(state, held.found().get())) {
            return fresh && !primary && back ? OUTLIVED : OUTDATED;
        }
        return fresh ? GOOD : UNASKED;
    }

    /** Whether another member says that it leads, or has been on a later timeline than ours. */
    public static boolean isDoubted(NodeState state) {
        return Others.alivePrimary(answers(state)).isPresent()
                || answers(state).values().stream().anyMatch(one -> isLater(state, one));
    }

    /** Whoever said so may be unheard of while its record is not back in the DCS. */
    private static boolean isDoubtKept(NodeState state, Lease.Found found) {
        return found.doubtedAt()
                .map(at -> state.now().isBefore(at.plus(state.settings().ttl())))
                .orElse(false);
    }

    private static SortedMap<MemberName, Peers.Answer> answers(NodeState state) {
        return state.peers() instanceof Peers.Answered known
                ? known.answers()
                : Collections.emptySortedMap();
    }

    private static boolean isBack(NodeState state, Map.Entry<MemberName, Peers.Answer> one) {
        return isLater(state, one.getValue())
                && one.getValue() instanceof Peers.Told told
                && told.mayLead()
                && isShown(state, one.getKey(), told);
    }

    private static boolean isLater(NodeState state, Peers.Answer answer) {
        Optional<Timeline> own = own(state.postgres());
        return answer instanceof Peers.Told told
                && told.timeline()
                        .filter(theirs ->
                                own.filter(ours -> theirs.compareTo(ours) > 0).isPresent())
                        .isPresent();
    }

    private static boolean isShown(NodeState state, MemberName name, Peers.Told told) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        return Optional.ofNullable(view.members().get(name))
                .filter(member -> member.record().timeline().equals(told.timeline()))
                .isPresent();
    }

    private static Optional<Timeline> own(Postgres postgres) {
        return switch (postgres) {
            case Postgres.Stopped down -> Optional.of(down.control().timeline());
            case Postgres.Standby standby -> standby.timeline();
            case Postgres.Primary primary -> Optional.of(primary.timeline());
            case Postgres.Unknown _,
                    Postgres.NoData _,
                    Postgres.Unreadable _,
                    Postgres.Starting _,
                    Postgres.Ending _,
                    Postgres.Hanging _ ->
                    Optional.empty();
        };
    }
}
