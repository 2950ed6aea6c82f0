package io.matriarch.state;

import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Optional;

/** What we know of the kernel's watchdog, which resets the machine unless it is fed in time. */
public sealed interface Watchdog {
    /** Not looked at yet. */
    Watchdog UNSEEN = new Resting(new Device(Health.UNSEEN, "", Moment.LONG_AGO));

    /** It does not count down by our doing. */
    record Resting(Device device) implements Watchdog {}

    /** Told to count down; its echo is awaited. */
    record Starting(Order asked) implements Watchdog {}

    /**
     * Counts down, by its echo.
     *
     * @param fed the newest order that it has echoed
     * @param timeout how long after it the machine is reset
     * @param asked a newer order, not echoed yet
     */
    record Counting(Order fed, Duration timeout, Optional<Order> asked) implements Watchdog {
        /** The newest order. */
        public Order newest() {
            return asked.orElse(fed);
        }

        /** When the machine is reset at the earliest unless it is fed again. */
        public Moment resetAt() {
            return fed.at().plus(timeout);
        }

        /** Whether it cannot be told what it was asked for: it takes no shorter timeout. */
        public boolean isFixed() {
            return timeout.compareTo(fed.timeout()) > 0;
        }
    }

    /**
     * An order to feed it.
     *
     * @param sequence its number
     * @param at when it was given
     * @param timeout the timeout that it asked for
     * @param most the longest timeout that the settings allowed then
     */
    record Order(long sequence, Moment at, Duration timeout, Duration most) {}

    /**
     * The device as it was when it was last looked at or used.
     *
     * @param why what is wrong with it, for an operator; empty when nothing is
     * @param at when it was asked for that
     */
    record Device(Health health, String why, Moment at) {}

    /** The state of a device that does not count down. */
    enum Health {
        /** Nobody has looked yet. */
        UNSEEN,
        /** There, and we may write to it. */
        READY,
        /** Not there. */
        ABSENT,
        /** There, and we may not write to it. */
        FORBIDDEN,
        /** It could not be started or fed, or its timeout does not fit. */
        FAILED,
        /** It could not be stopped: it may count down still. */
        STUCK
    }
}
