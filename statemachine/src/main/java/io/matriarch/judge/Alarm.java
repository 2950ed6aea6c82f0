package io.matriarch.judge;

import io.matriarch.state.NodeState;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** What is wrong here, beyond data that must be mended, and takes an operator. */
public final class Alarm {
    private Alarm() {}

    /** For the member record and the REST API; empty for nothing. */
    public static String of(NodeState state) {
        if (Rejoin.isUsurped(state)) {
            return "the lock names a member on timeline "
                    + text(Rejoin.leaderTimeline(state))
                    + ", and the cluster has been on "
                    + text(Candidacy.clusterTimeline(state))
                    + ": it was taken by an old view";
        }
        return state.postgres()
                .facts()
                .turnsAway()
                .map(why -> "PostgreSQL runs and does not let its agent in: " + why)
                .orElse("");
    }

    private static String text(Optional<Timeline> timeline) {
        return timeline.map(Timeline::toString).orElse("none");
    }
}
