package io.matriarch.simulator.world;

import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * A write-ahead log, as its stretches: each time a PostgreSQL became writable it began a stretch of
 * its own. So two logs are told apart even where their timeline numbers are the same.
 *
 * @param segments the stretches, oldest first; never empty
 * @param end where the log ends
 */
public record Wal(List<Segment> segments, Lsn end) {
    private static final long NEW_CLUSTER = 0x1500000;

    /**
     * One stretch of log.
     *
     * @param id unique in a world
     * @param timeline its timeline
     * @param start where it begins; it ends where the next one begins
     */
    public record Segment(long id, Timeline timeline, Lsn start) {}

    /** An empty log on timeline 1. */
    static Wal first(long segment) {
        return new Wal(List.of(new Segment(segment, Timeline.FIRST, Lsn.ZERO)), Lsn.ZERO);
    }

    /** The log of a new cluster. */
    static Wal founded(long segment) {
        return first(segment).grown(NEW_CLUSTER);
    }

    public Timeline timeline() {
        return segments.getLast().timeline();
    }

    /** The timeline of the record that ends there. */
    public Timeline timelineAt(Lsn position) {
        int last = segments.size() - 1;
        while (last > 0 && position.compareTo(segments.get(last).start()) <= 0) {
            last--;
        }
        return segments.get(last).timeline();
    }

    /** The stretch that is being written. */
    public long segment() {
        return segments.getLast().id();
    }

    public Wal grown(long bytes) {
        return new Wal(segments, end.plus(bytes));
    }

    /** The same log with a new stretch begun at its end. */
    public Wal continued(long id, Timeline timeline) {
        List<Segment> more = new ArrayList<>(segments);
        more.add(new Segment(id, timeline, end));
        return new Wal(List.copyOf(more), end);
    }

    /** Whether everything in this log is in the other too. */
    public boolean isPrefixOf(Wal other) {
        return end.compareTo(commonEnd(other)) <= 0;
    }

    /** How far both logs are the same; zero when they have nothing in common. */
    public Lsn commonEnd(Wal other) {
        int shared = 0;
        int most = Math.min(segments.size(), other.segments.size());
        if (segments == other.segments) {
            shared = most;
        }
        while (shared < most && segments.get(shared).equals(other.segments.get(shared))) {
            shared++;
        }
        return shared == 0 ? Lsn.ZERO : least(endOf(shared - 1), other.endOf(shared - 1));
    }

    /** Whether the record that ends at {@code lsn} in that stretch is in this log. */
    public boolean contains(long segment, Lsn lsn) {
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (segments.get(i).id() == segment) {
                return lsn.compareTo(endOf(i)) <= 0;
            }
        }
        return false;
    }

    /** Whether the acknowledged commit is in this log. */
    public boolean contains(Commit commit) {
        return contains(commit.segment(), commit.lsn());
    }

    /** Where its timelines forked, oldest first. */
    public List<Fork> history() {
        List<Fork> forks = new ArrayList<>();
        for (int i = 1; i < segments.size(); i++) {
            Timeline before = segments.get(i - 1).timeline();
            if (!before.equals(segments.get(i).timeline())) {
                forks.add(new Fork(before, segments.get(i).start()));
            }
        }
        return forks;
    }

    private Lsn endOf(int index) {
        return index == segments.size() - 1 ? end : segments.get(index + 1).start();
    }

    private static Lsn least(Lsn one, Lsn other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
