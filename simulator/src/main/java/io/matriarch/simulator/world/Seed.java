package io.matriarch.simulator.world;

/**
 * A seed from which every consumer of chance takes its own named fork, so that a new consumer does
 * not shift what the others draw.
 *
 * @param value any number
 */
public record Seed(long value) {
    /** The seed of a consumer; equal names give equal forks. */
    public Seed fork(String name) {
        long hash = name.length();
        for (int i = 0; i < name.length(); i++) {
            hash = hash * 31 + name.charAt(i);
        }
        return new Seed(Dice.mix(value ^ Dice.mix(hash)));
    }

    /** A generator for the consumer of that name. */
    public Dice dice(String name) {
        return new Dice(fork(name).value);
    }
}
