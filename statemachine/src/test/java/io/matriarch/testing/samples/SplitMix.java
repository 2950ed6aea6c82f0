package io.matriarch.testing.samples;

import java.util.List;

/** A stream of pseudo-random numbers: the same seed gives the same stream, for ever. */
public final class SplitMix {
    private long state;

    public SplitMix(long seed) {
        this.state = seed;
    }

    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** A number from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** True once in {@code times}. */
    public boolean oneIn(int times) {
        return below(times) == 0;
    }

    public <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }
}
