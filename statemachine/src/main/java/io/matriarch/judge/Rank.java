package io.matriarch.judge;

import io.matriarch.state.NodeState;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.Optional;

/**
 * What orders candidates: first whether their log belongs to the timeline that the cluster is known
 * to have run on, then how far it goes, then their priority. A greater position on a timeline
 * nobody recorded is no merit: it may have been forked by hand. Of members that do not tell their
 * timeline, as old Patronis, only the position counts.
 *
 * @param recorded whether the timeline is no newer than the cluster's known one
 * @param timeline the timeline, 0 when it did not tell
 * @param position the log position
 * @param priority {@code failover_priority}
 */
public record Rank(boolean recorded, int timeline, Lsn position, int priority) {

    static Rank of(NodeState state, Optional<Timeline> timeline, Lsn position, int priority) {
        Optional<Timeline> known = Candidacy.clusterTimeline(state);
        // Keys that were removed or put back do not tell the newest timeline (lease rule L8).
        boolean recorded =
                !Candidacy.isRecordSound(state)
                        || known.isEmpty()
                        || timeline.isEmpty()
                        || timeline.get().compareTo(known.get()) <= 0;
        return new Rank(recorded, timeline.map(Timeline::number).orElse(0), position, priority);
    }

    /** Whether this one comes first, by its log or, between equal logs, by its priority. */
    boolean beats(Rank other) {
        int logs = compareLogs(other);
        return logs > 0 || logs == 0 && priority > other.priority;
    }

    /** Compares what they have, whatever their priority. */
    int compareLogs(Rank other) {
        if (recorded != other.recorded) {
            return recorded ? 1 : -1;
        }
        return timeline == other.timeline || timeline == 0 || other.timeline == 0
                ? position.compareTo(other.position)
                : Integer.compare(timeline, other.timeline);
    }

    /** In what this one leads the lesser one. */
    String lead(Rank lesser) {
        if (recorded != lesser.recorded) {
            return "it is on the cluster's recorded timeline";
        }
        if (timeline != lesser.timeline && timeline != 0 && lesser.timeline != 0) {
            return "timeline " + timeline + " against " + lesser.timeline;
        }
        if (!position.equals(lesser.position)) {
            return "at " + position + " against " + lesser.position;
        }
        return "failover_priority " + priority + " against " + lesser.priority;
    }
}
