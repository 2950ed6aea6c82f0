package io.matriarch.state;

import java.time.Duration;
import java.util.Optional;

/**
 * What this member's own configuration file says of the watchdog (contract 4.2, 6).
 *
 * @param mode whether it is used
 * @param safetyMargin how long before the lock can expire it resets the machine; absent when it
 *     gets half of {@code ttl}
 */
public record WatchdogPolicy(Mode mode, Optional<Duration> safetyMargin) {
    /** Without a word in the file. */
    public static final WatchdogPolicy DEFAULTS =
            new WatchdogPolicy(Mode.AUTOMATIC, Optional.of(Duration.ofSeconds(5)));

    /** Never used. */
    public static final WatchdogPolicy OFF = DEFAULTS.with(Mode.OFF);

    /** Whether it is used. */
    public enum Mode {
        /** No. */
        OFF,
        /** Where there is one that works. */
        AUTOMATIC,
        /** Nobody leads without. */
        REQUIRED
    }

    public WatchdogPolicy with(Mode value) {
        return new WatchdogPolicy(value, safetyMargin);
    }
}
