package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Member;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Role;
import io.matriarch.value.Chance;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * When a member joins the race for a free lock. All see the same member records, so all know who is
 * likely to win: it asks the others at once, the rest wait a moment each, and mostly find the lock
 * taken. So a race costs about as many questions as there are members, not their square.
 */
final class Turn {
    private static final Duration LEAST = Duration.ofMillis(200);
    private static final int SPREAD_MILLIS = 600;

    private Turn() {}

    /** The moment from which this member asks. */
    static Moment of(NodeState state, Moment freeSince) {
        Optional<MemberName> first = first(state);
        return first.isEmpty() || first.get().equals(state.me())
                ? freeSince
                : freeSince.plus(LEAST).plus(Duration.ofMillis(chance(state)));
    }

    /** Who is likely to win, by what all have published. */
    private static Optional<MemberName> first(NodeState state) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        if (view.failover() instanceof FailoverRequest.Asked request
                && request.candidate().isPresent()) {
            return request.candidate();
        }
        Comparator<Member> byLog =
                Comparator.comparing(
                        (Member member) -> member.record().position().orElse(Lsn.ZERO));
        return view.members().values().stream()
                .filter(member -> mayWin(state, member))
                .max(
                        byLog.thenComparing(member -> member.record().tags().failoverPriority())
                                .thenComparing(Member::name, Comparator.reverseOrder()))
                .map(Member::name);
    }

    private static boolean mayWin(NodeState state, Member member) {
        MemberRecord record = member.record();
        return record.state() == MemberState.RUNNING
                && record.role() == Role.REPLICA
                && record.tags().mayLead()
                && SyncSet.of(state).admits(member.name());
    }

    /** Another number for each member and each tenure that ended. */
    private static long chance(NodeState state) {
        long tenure =
                state.cluster() instanceof Cluster.Seen seen
                        ? seen.lastHolder().map(one -> one.epoch().zxid()).orElse(0L)
                        : 0L;
        return Chance.below(Chance.next(state.jitter() ^ tenure), SPREAD_MILLIS);
    }
}
