package io.matriarch.simulator.mishap;

import io.matriarch.state.WatchdogPolicy.Mode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The watchdog of a member: what its configuration file says of it, and what its host has.
 *
 * @param mode what the file says
 * @param device what the host has
 */
public record Dog(Mode mode, Device device) {
    /** As it is without a word: automatic, and none is there. */
    public static final Dog NONE = new Dog(Mode.AUTOMATIC, Device.ABSENT);

    /** The timeout of a device that takes no other, in seconds. */
    public static final int SLOW_SECONDS = 60;

    /** A device of the host. */
    public enum Device {
        /** Resets the host when it is not fed in time, and not otherwise. */
        WORKS,
        /** There is none. */
        ABSENT,
        /** Waits a minute, whatever it is told. */
        SLOW,
        /** Once started it cannot be stopped ({@code nowayout}). */
        UNSTOPPABLE,
        /** May be looked at, and fails when it is opened. */
        BROKEN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As a scenario says it. */
    public String text() {
        return "watchdog "
                + mode.name().toLowerCase(Locale.ROOT)
                + (device == Device.WORKS ? "" : " " + device.word());
    }

    /** A mode by its word. */
    public static Optional<Mode> mode(String word) {
        return Arrays.stream(Mode.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
