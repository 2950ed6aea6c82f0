package io.matriarch.simulator.mishap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody does with a replication slot past the agent. */
public enum SlotDeed {
    /** A DBA or a tool makes a physical one. */
    MAKE,
    /** A client begins to use it. */
    USE,
    /** The client is gone. */
    LEAVE,
    /** Its user sends hot_standby_feedback: from now on it keeps vacuum from rows. */
    PIN,
    /** The consumer of a logical one confirms all that there is. */
    CONSUME;

    /** As a scenario says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SlotDeed> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** All of them, for an error message. */
    public static String known() {
        return Arrays.stream(values())
                .map(one -> one.word() + " slot")
                .collect(Collectors.joining(", "));
    }
}
