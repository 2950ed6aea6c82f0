package io.matriarch.runtime.config;

import io.matriarch.state.WatchdogPolicy;
import java.nio.file.Path;

/**
 * Section {@code watchdog} (contract 4.2, 6).
 *
 * @param policy what decisions need to know of it
 * @param device the device's file
 * @param driver how it is spoken to
 */
public record WatchdogConfig(WatchdogPolicy policy, Path device, Driver driver) {
    /** How a device is spoken to. */
    public enum Driver {
        /** As the platform's watchdogs are. */
        DEFAULT,
        /** As a plain file, for tests. */
        TESTING
    }

    /** Whether watchdogs of this platform can be spoken to. */
    public static boolean isPlatformFit() {
        return "Linux".equals(System.getProperty("os.name"));
    }

    /** Whether one is required that this platform cannot have. */
    public boolean isImpossible() {
        return policy.mode() == WatchdogPolicy.Mode.REQUIRED
                && driver == Driver.DEFAULT
                && !isPlatformFit();
    }
}
