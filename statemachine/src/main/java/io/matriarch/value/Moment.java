package io.matriarch.value;

import java.time.Duration;

/**
 * A point on the one clock that deadlines use: nanoseconds since the machine booted, suspended time
 * included (Linux CLOCK_BOOTTIME). Comparable only on one machine within one boot.
 *
 * @param nanos nanoseconds since boot
 */
public record Moment(long nanos) implements Comparable<Moment> {
    public static final Moment ZERO = new Moment(0);

    /** A moment before every other: what never happened counts as happened then. */
    public static final Moment LONG_AGO = new Moment(Long.MIN_VALUE / 4);

    /** A moment that no clock reaches. */
    public static final Moment NEVER = new Moment(Long.MAX_VALUE);

    public static Moment ofMillis(long millis) {
        return new Moment(Math.multiplyExact(millis, 1_000_000L));
    }

    public Moment plus(Duration duration) {
        return this.equals(NEVER) ? NEVER : new Moment(nanos + duration.toNanos());
    }

    public Moment minus(Duration duration) {
        return new Moment(nanos - duration.toNanos());
    }

    /** The time from {@code earlier} to this; negative when {@code earlier} is later. */
    public Duration since(Moment earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }

    public boolean isBefore(Moment other) {
        return nanos < other.nanos;
    }

    /** True when {@code deadline} has come: at the very nanosecond it counts as come. */
    public boolean hasReached(Moment deadline) {
        return nanos >= deadline.nanos;
    }

    public Moment earlier(Moment other) {
        return nanos <= other.nanos ? this : other;
    }

    public Moment later(Moment other) {
        return nanos >= other.nanos ? this : other;
    }

    @Override
    public int compareTo(Moment other) {
        return Long.compare(nanos, other.nanos);
    }

    /** Seconds with three decimals, as traces print them. */
    @Override
    public String toString() {
        if (this.equals(NEVER)) {
            return "never";
        }
        if (nanos < 0) {
            return "-" + new Moment(-nanos);
        }
        long millis = Math.floorDiv(nanos, 1_000_000L);
        long rest = Math.floorMod(millis, 1000L);
        return Math.floorDiv(millis, 1000L) + (rest < 10 ? ".00" : rest < 100 ? ".0" : ".") + rest;
    }
}
