package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Initialize;
import io.matriarch.state.Release;
import io.matriarch.value.Lsn;
import java.util.Optional;

/**
 * What the keys say about how the last tenure ended, while the lock is free. If there was a later
 * tenure that we did not see, its holder says that it runs as primary: then they prove nothing.
 */
public final class TenureEnd {
    private TenureEnd() {}

    /**
     * Whether the last holder says in its record that it gave its tenure back: its PostgreSQL was
     * stopped by then (decision 0003).
     */
    public static boolean isGivenBack(Cluster.Holder last, ClusterView view) {
        return release(last, view).isPresent();
    }

    /**
     * Where the log of the last tenure ended, as its holder wrote it when it gave the lock back. By
     * nothing else is it known what the holder acknowledged last: key {@code status} lags behind.
     */
    static Optional<Lsn> lastWords(Cluster.Holder last, ClusterView view) {
        return release(last, view).flatMap(Release::end);
    }

    private static Optional<Release> release(Cluster.Holder last, ClusterView view) {
        return view.members().values().stream()
                .filter(member -> member.owner().equals(last.owner()))
                .flatMap(member -> member.record().released().stream())
                .filter(given -> given.epoch().equals(last.epoch()))
                .filter(_ -> isUncontested(last, view))
                .findFirst();
    }

    /** Whether the last holder's session is over with all its nodes. */
    public static boolean isSessionGone(Cluster.Holder last, ClusterView view) {
        return view.members().values().stream()
                        .noneMatch(member -> member.owner().equals(last.owner()))
                && isUncontested(last, view);
    }

    private static boolean isUncontested(Cluster.Holder last, ClusterView view) {
        return view.initialize() instanceof Initialize.Made
                && view.members().values().stream()
                        .noneMatch(member ->
                                !member.owner().equals(last.owner()) && member.record().mayWrite());
    }
}
