package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Member;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Upstream;
import java.util.Optional;

/** Where to stream from and to copy from. */
public final class Source {
    private Source() {}

    /** The holder of the lock, unless that is us or it has not said where it is. */
    public static Optional<Upstream> leader(NodeState state) {
        return state.cluster()
                .latest()
                .flatMap(ClusterView::leader)
                .filter(member -> !member.name().equals(state.me()))
                .flatMap(Source::upstream);
    }

    /** The leader, when it runs as primary: what a rewind or a copy can be taken from. */
    public static Optional<Upstream> runningLeader(NodeState state) {
        return state.cluster()
                .latest()
                .flatMap(ClusterView::leader)
                .filter(member -> !member.name().equals(state.me()))
                .filter(member -> member.record().runsAsPrimary())
                .flatMap(Source::upstream);
    }

    /** For a copy: a running member tagged {@code clonefrom}, else the running leader. */
    public static Optional<Upstream> forCopy(NodeState state) {
        Optional<Upstream> leader = runningLeader(state);
        if (leader.isEmpty()) {
            return leader;
        }
        return state.cluster().latest().orElse(ClusterView.EMPTY).members().values().stream()
                .filter(member -> !member.name().equals(state.me()))
                .filter(member -> member.record().tags().clonefrom())
                .filter(member -> member.record().state() == MemberState.RUNNING)
                .flatMap(member -> upstream(member).stream())
                .findFirst()
                .or(() -> leader);
    }

    private static Optional<Upstream> upstream(Member member) {
        String url = member.record().connUrl();
        return url.isEmpty() ? Optional.empty() : Optional.of(new Upstream(member.name(), url));
    }
}
