package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Feed;
import io.matriarch.state.Lease;
import io.matriarch.state.Member;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Remote;
import io.matriarch.state.StandbyCluster;
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

    /** The leader, when its PostgreSQL runs: as primary, or as the leader of a standby cluster. */
    static Optional<Upstream> servingLeader(NodeState state) {
        return state.cluster()
                .latest()
                .flatMap(ClusterView::leader)
                .filter(member -> !member.name().equals(state.me()))
                .filter(member -> member.record().runsAsLeader())
                .flatMap(Source::upstream);
    }

    /** What a rewind is taken from: the leader, or the primary that a standby cluster follows. */
    public static Optional<Upstream> forRewind(NodeState state) {
        return StandbyClusters.isOn(state)
                ? remote(state)
                        .filter(_ ->
                                RemoteLook.told(state).filter(Remote.Told::primary).isPresent())
                : runningLeader(state);
    }

    /** The server that a standby cluster follows: its data is copied from there, too. */
    public static Optional<Upstream> remote(NodeState state) {
        return StandbyClusters.of(state).flatMap(server -> server.upstream());
    }

    /**
     * For a copy: one of the running members tagged {@code clonefrom}, chosen by chance, else the
     * running leader; nobody while no leader runs.
     */
    public static Optional<Upstream> forCopy(NodeState state) {
        Optional<Upstream> leader = servingLeader(state);
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
     * is no leader; other data keeps its upstream until a new leader is known. In a standby cluster
     * the holder of the lock, and what starts while nobody has it, follow the server outside.
     */
    public static Feed forStandby(NodeState state) {
        Optional<StandbyCluster> remote = StandbyClusters.of(state);
        if (state.local().tags().nostream() || holdsLock(state) && remote.isEmpty()) {
            return new Feed.Nobody();
        }
        Optional<Upstream> leader = leader(state);
        boolean keeps = leader.isEmpty() && state.postgres() instanceof Postgres.Standby;
        if (remote.isPresent() && (holdsLock(state) || leader.isEmpty() && !keeps)) {
            return new Feed.FromRemote(remote.get());
        }
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
