package io.matriarch.simulator.world;

import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.PriorityQueue;

/** Virtual time and what is due: ordered by moment, then by the order of queueing. */
final class Agenda {
    /** More events than any sane world has at one moment. */
    private static final int MOST_AT_ONE_MOMENT = 20_000;

    private record Entry(long due, long sequence, Runnable action) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private long now;
    private long sequence;
    private int atThisMoment;

    Agenda(Moment start) {
        now = start.nanos();
    }

    Moment now() {
        return new Moment(now);
    }

    /** Queues the action; one that is due in the past is due now. */
    void at(Moment due, Runnable action) {
        queue.add(new Entry(Math.max(due.nanos(), now), sequence++, action));
    }

    void after(Duration delay, Runnable action) {
        at(now().plus(delay), action);
    }

    boolean isDue(Moment limit) {
        return !queue.isEmpty() && queue.peek().due <= limit.nanos();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void runNext() {
        Entry next = queue.remove();
        atThisMoment = next.due == now ? atThisMoment + 1 : 0;
        if (atThisMoment > MOST_AT_ONE_MOMENT) {
            throw new IllegalStateException("events at " + now() + " never end");
        }
        now = next.due;
        next.action.run();
    }

    /** Lets time pass up to there; nothing may be due before. */
    void pass(Moment until) {
        now = Math.max(now, until.nanos());
        atThisMoment = 0;
    }
}
