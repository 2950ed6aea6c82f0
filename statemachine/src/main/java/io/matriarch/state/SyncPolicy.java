package io.matriarch.state;

/**
 * What a commit waits for (contract 2.18).
 *
 * @param mode whether and how: {@code synchronous_mode}
 * @param strict whether commits wait even when no standby is there: {@code synchronous_mode_strict}
 * @param nodeCount how many standbys, at least 1: {@code synchronous_node_count}
 * @param maximumLag bytes that a synchronous standby may be behind the best; zero or less means any
 *     number: {@code maximum_lag_on_syncnode}
 * @param holdAfterCrash whether clients stay out after a crash until whoever may lead next has what
 *     they would see: {@code synchronous_hold_after_crash}, ours; strict mode has it on by default
 */
public record SyncPolicy(
        Mode mode, boolean strict, int nodeCount, long maximumLag, boolean holdAfterCrash) {
    public static final SyncPolicy DEFAULTS = new SyncPolicy(Mode.OFF, false, 1, -1);

    /** The kinds of synchronous mode. */
    public enum Mode {
        /** A commit waits for nobody. */
        OFF,
        /** A commit waits for all of the set. */
        ON,
        /** A commit waits for any so many of the set. */
        QUORUM
    }

    /** With what the others imply. */
    public SyncPolicy(Mode mode, boolean strict, int nodeCount, long maximumLag) {
        this(mode, strict, nodeCount, maximumLag, strict);
    }

    public SyncPolicy with(Mode value) {
        return new SyncPolicy(value, strict, nodeCount, maximumLag, holdAfterCrash);
    }

    public boolean isOn() {
        return mode != Mode.OFF;
    }
}
