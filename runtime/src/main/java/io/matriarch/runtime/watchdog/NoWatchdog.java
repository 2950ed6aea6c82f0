package io.matriarch.runtime.watchdog;

import io.matriarch.state.Watchdog.Health;
import java.io.IOException;

/** A platform without watchdogs. */
final class NoWatchdog implements WatchdogDevice {
    private static final String WHY = "this platform has no watchdog that is supported";

    @Override
    public Look look() {
        return new Look(Health.ABSENT, WHY);
    }

    @Override
    public Started start() throws IOException {
        throw new IOException(WHY);
    }
}
