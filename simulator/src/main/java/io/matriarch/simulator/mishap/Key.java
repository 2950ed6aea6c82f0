package io.matriarch.simulator.mishap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A key of the cluster in ZooKeeper that somebody may delete by hand. */
public enum Key {
    INITIALIZE,
    CONFIG,
    HISTORY,
    STATUS;

    /** Its name. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Key> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
