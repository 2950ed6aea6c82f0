package io.matriarch.simulator.world;

import java.time.Duration;

/** A SplitMix64 generator: the only source of chance in a simulated world. */
public final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long state) {
        this.state = state;
    }

    static long mix(long value) {
        long first = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        long second = (first ^ first >>> 27) * 0x94D049BB133111EBL;
        return second ^ second >>> 31;
    }

    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    /** A number from 0 to {@code bound} - 1. */
    public long below(long bound) {
        return Math.floorMod(nextLong() >>> 1, bound);
    }

    public Duration within(Range range) {
        long least = range.least().toNanos();
        return Duration.ofNanos(least + below(range.most().toNanos() - least + 1));
    }
}
