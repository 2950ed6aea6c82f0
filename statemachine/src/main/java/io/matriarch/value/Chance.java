package io.matriarch.value;

/**
 * The only chance there is: a SplitMix64 sequence whose state is part of the machine's state, so
 * that equal states choose equally (Steele, Lea, Flood: "Fast splittable pseudorandom number
 * generators").
 */
public final class Chance {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private Chance() {}

    /** The state after one choice. */
    public static long next(long state) {
        return state + STEP;
    }

    /**
     * The choice of a state.
     *
     * @param count how many there are to choose from, at least 1
     * @return from 0 to {@code count} - 1
     */
    public static int below(long state, int count) {
        long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(mixed ^ mixed >>> 31, count);
    }
}
