package io.matriarch.testing.chaos;

import io.matriarch.testing.samples.SplitMix;

/**
 * How the world behaves for a while: worlds that are always mad never let a member become a leader.
 *
 * @param saneLock whether readings of the lock show what was really taken and given back
 * @param saneServer whether probes find what the operations really did
 * @param failing one in so many requests and operations fails
 * @param hurry one in so many events comes after a pause of seconds
 */
record Mood(boolean saneLock, boolean saneServer, int failing, int hurry) {
    static Mood of(SplitMix chance) {
        int[] rates = {2, 6, 30, 1000};
        int[] pauses = {4, 15, 60, 200};
        return new Mood(
                !chance.oneIn(4),
                !chance.oneIn(4),
                rates[chance.below(rates.length)],
                pauses[chance.below(pauses.length)]);
    }
}
