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
 * writable; their silence is bounded by the round and stops nobody. A tenure under which it was
 * seen writable is an ordinary one: a restart after a crash asks nobody.
 */
enum FoundLock {
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
        if (!(state.lease() instanceof Lease.Held held) || !held.found()) {
            return GOOD;
        }
        boolean fresh = Others.freshAnswers(state, Moment.LONG_AGO).isPresent();
        // That somebody led later stays true when its record has vanished since it said so.
        SortedMap<MemberName, Peers.Answer> answers =
                state.peers() instanceof Peers.Answered known
                        ? known.answers()
                        : Collections.emptySortedMap();
        boolean primary = Others.alivePrimary(answers).isPresent();
        boolean later = false;
        boolean back = false;
        for (Map.Entry<MemberName, Peers.Answer> one : answers.entrySet()) {
            if (one.getValue() instanceof Peers.Told told && isLater(state, told)) {
                later = true;
                back |= told.mayLead() && isShown(state, one.getKey(), told);
            }
        }
        if (primary || later) {
            return fresh && !primary && back ? OUTLIVED : OUTDATED;
        }
        return fresh ? GOOD : UNASKED;
    }

    private static boolean isLater(NodeState state, Peers.Told told) {
        Optional<Timeline> own = own(state.postgres());
        return told.timeline()
                .filter(theirs -> own.filter(ours -> theirs.compareTo(ours) > 0).isPresent())
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
