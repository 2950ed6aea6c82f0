package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.Optional;

/**
 * A standby whose log runs on a timeline that the cluster is not known to have been on. Either the
 * last leader died before it could tell, or somebody promoted the standby by hand. What counts is
 * where that timeline left the known one: log beyond it is the cluster's in the first case only,
 * and what the last leader published tells the two apart.
 */
final class Branch {
    private Branch() {}

    /** Why such a log may not lead; absent when it lacks no more than is allowed. */
    static Optional<String> objection(NodeState state, Postgres.Standby standby) {
        Optional<Timeline> known =
                StandbyClusters.isOn(state) ? Optional.empty() : Candidacy.clusterTimeline(state);
        Optional<Timeline> own = standby.timeline();
        if (known.isEmpty() || own.isEmpty() || own.get().compareTo(known.get()) <= 0) {
            return Optional.empty();
        }
        Optional<Lsn> published = state.cluster().latest().flatMap(ClusterView::position);
        Optional<Lsn> fork = History.forkOf(known.get(), standby.forks());
        if (published.isEmpty() || fork.isEmpty()) {
            return Optional.empty();
        }
        long most = state.settings().failover().maximumLag();
        long lacking = published.get().ahead(fork.get());
        return lacking <= most
                ? Optional.empty()
                : Optional.of(
                        "on timeline %s, which left timeline %s at %s, %d bytes before the end that"
                                        .formatted(own.get(), known.get(), fork.get(), lacking)
                                + " the last leader published; maximum_lag_on_failover is "
                                + most);
    }
}
