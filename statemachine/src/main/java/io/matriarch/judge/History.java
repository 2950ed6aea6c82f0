package io.matriarch.judge;

import io.matriarch.state.HistoryLine;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.List;
import java.util.Optional;

/** Whether one log is a beginning of another, by timeline ancestry and position. */
public final class History {
    private History() {}

    /** What the comparison says. */
    public enum Kinship {
        /** All of our log is part of the leader's history: we may follow. */
        ANCESTOR,
        /** We wrote something that the leader's history does not have. */
        DIVERGED,
        /** We and the leader wrote the same timeline: no rewind can tell them apart. */
        SPLIT,
        /** The leader has not yet told enough. */
        UNTOLD
    }

    /**
     * Our log.
     *
     * @param timeline the timeline of its end
     * @param end its end; absent when unknown, as after a crash of a primary
     * @param written whether we wrote it as a primary, rather than received it
     */
    public record Log(Timeline timeline, Optional<Lsn> end, boolean written) {}

    /**
     * Compares our log with the leader's.
     *
     * @param leader the timeline on which the leader runs as primary; absent when it does not, yet
     * @param lines where the leader's earlier timelines ended, as it published
     */
    public static Kinship compare(
            Log ours, Optional<Timeline> leader, Optional<List<HistoryLine>> lines) {
        if (leader.isEmpty()) {
            return Kinship.UNTOLD;
        }
        int order = ours.timeline().compareTo(leader.get());
        if (order == 0) {
            return ours.written() ? Kinship.SPLIT : Kinship.ANCESTOR;
        }
        if (order > 0) {
            return Kinship.DIVERGED;
        }
        List<HistoryLine> told = lines.orElse(List.of());
        if (told.isEmpty() || !told.getLast().timeline().next().equals(leader.get())) {
            return Kinship.UNTOLD;
        }
        return forkOf(ours.timeline(), told)
                .map(fork -> isWithin(ours, fork) ? Kinship.ANCESTOR : Kinship.DIVERGED)
                .orElse(Kinship.DIVERGED);
    }

    /** Where the timeline was left; absent when the history never was on it. */
    public static Optional<Lsn> forkOf(Timeline timeline, List<HistoryLine> lines) {
        return lines.stream()
                .filter(line -> line.timeline().equals(timeline))
                .map(HistoryLine::end)
                .findFirst();
    }

    private static boolean isWithin(Log ours, Lsn fork) {
        return ours.end().map(end -> end.compareTo(fork) <= 0).orElse(false);
    }
}
