package io.matriarch.action;

import java.time.Duration;

/** An order to the kernel's watchdog. */
public sealed interface WatchdogAction extends Action {
    /** See whether it is there and may be written to, without opening it: {@code WatchdogSeen}. */
    record LookAtWatchdog() implements WatchdogAction {}

    /**
     * Start it unless it counts down already, give it this timeout unless it has it, and feed it:
     * {@code WatchdogFed} or {@code WatchdogFailed}; {@code WatchdogUnfed} when the permit is over.
     *
     * @param timeout whole seconds, at least one
     * @param permit ends so long before our right to write that the reset comes in time
     */
    record FeedWatchdog(long sequence, Duration timeout, Permit permit) implements WatchdogAction {}

    /** Stop it: {@code WatchdogStopped}, also when it did not run, or {@code WatchdogStuck}. */
    record StopWatchdog(long sequence) implements WatchdogAction {}
}
