package io.matriarch.runtime.postgres.process;

import io.matriarch.driver.Clock;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How long one piece of work may go on: until its deadline, or until somebody cuts it. One thread
 * works under it, others may cut.
 */
public final class Limit {
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final Clock clock;
    private final Moment deadline;
    private final List<Consumer<CutException.Cause>> reactions = new ArrayList<>();
    private Optional<CutException.Cause> cut = Optional.empty();

    public Limit(Clock clock, Moment deadline) {
        this.clock = clock;
        this.deadline = deadline;
    }

    /** A limit that nobody but the clock ends. */
    public static Limit of(Clock clock, Duration time) {
        return new Limit(clock, clock.now().plus(time));
    }

    /** Undoes {@link #onCut}. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** A step that must not begin once the work is cut. */
    public interface Step<T, E extends Exception> {
        T run() throws E;
    }

    /** The time left, at least zero, at most a day. */
    public Duration remaining() {
        Duration left = deadline.since(clock.now());
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left;
    }

    /** The time left, at most {@code longest}. */
    public Duration remaining(Duration longest) {
        Duration left = remaining();
        return left.compareTo(longest) < 0 ? left : longest;
    }

    /** Passes while the work may go on. */
    public void check() throws CutException {
        Optional<CutException.Cause> why = cutBy();
        if (why.isPresent()) {
            throw new CutException(why.get());
        }
        if (clock.now().hasReached(deadline)) {
            throw new CutException(CutException.Cause.DEADLINE);
        }
    }

    /** Who cut it, if anybody did; the deadline is not somebody. */
    public synchronized Optional<CutException.Cause> cutBy() {
        return cut;
    }

    /** Ends the work: the first one to say so counts. */
    public void cut(CutException.Cause why) {
        List<Consumer<CutException.Cause>> due;
        synchronized (this) {
            if (cut.isEmpty()) {
                cut = Optional.of(why);
            }
            due = List.copyOf(reactions);
            notifyAll();
        }
        due.forEach(reaction -> reaction.accept(why));
    }

    /** Has something done, by the thread that cuts, as soon as the work is cut. */
    public synchronized Registration onCut(Consumer<CutException.Cause> reaction) {
        reactions.add(reaction);
        cut.ifPresent(reaction);
        return () -> forget(reaction);
    }

    /** Runs a step, unless the work is cut; a cut that comes meanwhile waits for the step. */
    public synchronized <T, E extends Exception> T unlessCut(Step<T, E> step)
            throws E, CutException {
        check();
        return step.run();
    }

    /** Waits, at most to the deadline. */
    public synchronized void pause(Duration time) throws CutException {
        check();
        long end = System.nanoTime() + remaining(time).toNanos();
        try {
            for (long left = end - System.nanoTime();
                    left > 0 && cut.isEmpty();
                    left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CutException(CutException.Cause.CANCELLED);
        }
        check();
    }

    private synchronized void forget(Consumer<CutException.Cause> reaction) {
        reactions.remove(reaction);
    }
}
