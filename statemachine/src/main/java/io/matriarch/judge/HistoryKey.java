package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What key {@code history} is to say while we lead (contract 1.8). */
public final class HistoryKey {
    private HistoryKey() {}

    /** The lines to write; absent when the key is as it should be, or our own are not known yet. */
    public static Optional<List<HistoryLine>> wanted(NodeState state) {
        return own(state).flatMap(own -> wanted(state, own));
    }

    /** Our timeline, and where those before it ended: our own word, or the server's outside. */
    private record Own(Timeline timeline, List<HistoryLine> forks, String leader) {}

    private static Optional<Own> own(NodeState state) {
        if (state.postgres() instanceof Postgres.Primary primary) {
            return Optional.of(new Own(primary.timeline(), primary.forks(), state.me().text()));
        }
        return StandbyClusters.isLedByUs(state)
                        && state.postgres() instanceof Postgres.Standby standby
                        && standby.streaming()
                ? RemoteLook.told(state)
                        .filter(told -> standby.timeline().equals(Optional.of(told.timeline())))
                        .map(told -> new Own(told.timeline(), told.forks(), ""))
                : Optional.empty();
    }

    private static Optional<List<HistoryLine>> wanted(NodeState state, Own self) {
        Optional<List<HistoryLine>> present =
                state.cluster().latest().flatMap(ClusterView::history);
        if (self.timeline().equals(Timeline.FIRST)) {
            return present.filter(lines -> !lines.isEmpty()).map(_ -> List.of());
        }
        if (self.forks().isEmpty()) {
            return Optional.empty();
        }
        List<HistoryLine> known = present.orElse(List.of());
        List<HistoryLine> wanted = last(lines(self, known), state);
        return isGood(known, wanted) ? Optional.empty() : Optional.of(wanted);
    }

    /** The same forks, and the last line says who was promoted. */
    private static boolean isGood(List<HistoryLine> known, List<HistoryLine> wanted) {
        return forks(known).equals(forks(wanted))
                && (isWhole(known.getLast()) || !isWhole(wanted.getLast()));
    }

    /** What two histories must agree in: which timelines ended, and where. */
    private static List<HistoryLine> forks(List<HistoryLine> lines) {
        return lines.stream()
                .map(line -> new HistoryLine(line.timeline(), line.end(), "", "", ""))
                .toList();
    }

    private static boolean isWhole(HistoryLine line) {
        return !line.newLeader().isEmpty();
    }

    private static List<HistoryLine> last(List<HistoryLine> lines, NodeState state) {
        int most = state.settings().topology().timelinesKept();
        return most == 0 || lines.size() <= most
                ? lines
                : lines.subList(lines.size() - most, lines.size());
    }

    /**
     * Our own history. Lines that the DCS knows keep what it knew of them, the last one names us. A
     * timeline between that was another branch gets a line that says so, so that the last line
     * always is of the timeline before ours.
     */
    private static List<HistoryLine> lines(Own self, List<HistoryLine> known) {
        List<HistoryLine> lines = new ArrayList<>();
        for (HistoryLine own : self.forks()) {
            fillUpTo(lines, own.timeline());
            boolean last = own.equals(self.forks().getLast());
            String leader = last ? self.leader() : "";
            String at = last ? own.at() : "";
            HistoryLine ours = new HistoryLine(own.timeline(), own.end(), own.reason(), at, leader);
            lines.add(
                    known.stream()
                            .filter(old -> old.timeline().equals(own.timeline()))
                            .filter(old -> old.end().equals(own.end()))
                            .filter(old -> isWhole(old) || !last)
                            .findFirst()
                            .orElse(ours));
        }
        fillUpTo(lines, self.timeline());
        return lines;
    }

    private static void fillUpTo(List<HistoryLine> lines, Timeline timeline) {
        while (!lines.isEmpty() && lines.getLast().timeline().next().compareTo(timeline) < 0) {
            lines.add(
                    new HistoryLine(
                            lines.getLast().timeline().next(), Lsn.ZERO, "another branch", "", ""));
        }
    }
}
