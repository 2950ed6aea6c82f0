package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Feed;
import io.matriarch.state.Lease;
import io.matriarch.state.Member;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Task;
import io.matriarch.state.Upstream;
import io.matriarch.value.Chance;
import java.util.List;
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

    /**
     * For a copy: one of the running members tagged {@code clonefrom}, chosen by chance, else the
     * running leader; nobody while no leader runs.
     */
    public static Optional<Upstream> forCopy(NodeState state) {
        Optional<Upstream> leader = runningLeader(state);
        boolean onlyLeader =
                state.orders().task() instanceof Task.Reinitializing task && task.fromLeader();
        if (leader.isEmpty() || onlyLeader) {
            return leader;
        }
        List<Upstream> preferred =
                state.cluster().latest().orElse(ClusterView.EMPTY).members().values().stream()
                        .filter(member -> !member.name().equals(state.me()))
                        .filter(member -> member.record().tags().clonefrom())
                        .filter(member -> member.record().state() == MemberState.RUNNING)
                        .flatMap(member -> upstream(member).stream())
                        .toList();
        return preferred.isEmpty()
                ? leader
                : Optional.of(preferred.get(Chance.below(state.jitter(), preferred.size())));
    }

    /**
     * For a standby (contract 2.13): whom {@code replicatefrom} names while that one can serve,
     * else the leader. With {@code nostream}, and on data that was a primary's, nobody when there
     * is no leader; other data keeps its upstream until a new leader is known.
     */
    public static Feed forStandby(NodeState state) {
        if (state.local().tags().nostream() || holdsLock(state)) {
            return new Feed.Nobody();
        }
        Optional<Upstream> leader = leader(state);
        if (leader.isEmpty()) {
            boolean neverStreamed =
                    state.postgres() instanceof Postgres.Stopped down
                            && down.control().phase().wasPrimary();
            return neverStreamed ? new Feed.Nobody() : new Feed.AsBefore();
        }
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        return Cascade.of(state)
                .upstreamOf(state.me())
                .map(view.members()::get)
                .flatMap(Source::upstream)
                .or(() -> leader)
                .<Feed>map(one -> UpstreamSlot.feed(state, one))
                .orElse(new Feed.Nobody());
    }

    private static boolean holdsLock(NodeState state) {
        return state.lease() instanceof Lease.Held || state.lease() instanceof Lease.Over;
    }

    private static Optional<Upstream> upstream(Member member) {
        String url = member.record().connUrl();
        return url.isEmpty() ? Optional.empty() : Optional.of(new Upstream(member.name(), url));
    }
}
