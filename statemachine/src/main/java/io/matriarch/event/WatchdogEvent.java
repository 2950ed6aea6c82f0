package io.matriarch.event;

import io.matriarch.state.Watchdog;
import io.matriarch.value.Moment;
import java.time.Duration;

/** What became of an order to the kernel's watchdog. */
public sealed interface WatchdogEvent extends Event {
    /**
     * It was looked at, not opened.
     *
     * @param health {@code READY}, {@code ABSENT} or {@code FORBIDDEN}
     * @param why what is wrong with it; empty when nothing is
     */
    record WatchdogSeen(Moment at, Watchdog.Health health, String why) implements WatchdogEvent {}

    /**
     * It was fed, and counts down from there.
     *
     * @param sequence the order's number
     * @param timeout the timeout that it has, whatever it was asked for
     */
    record WatchdogFed(Moment at, long sequence, Duration timeout) implements WatchdogEvent {}

    /**
     * It was not fed: the order came too late to be covered by our right to write.
     *
     * @param sequence the order's number
     */
    record WatchdogUnfed(Moment at, long sequence) implements WatchdogEvent {}

    /**
     * It could not be started, or fed.
     *
     * @param sequence the order's number
     * @param health {@code ABSENT}, {@code FORBIDDEN} or {@code FAILED}
     * @param why for the operator
     */
    record WatchdogFailed(Moment at, long sequence, Watchdog.Health health, String why)
            implements WatchdogEvent {}

    /** It counts down no more. */
    record WatchdogStopped(Moment at, long sequence) implements WatchdogEvent {}

    /** It cannot be stopped: it was fed once more and resets the machine after that. */
    record WatchdogStuck(Moment at, long sequence, String why) implements WatchdogEvent {}
}
