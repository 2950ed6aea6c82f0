package io.matriarch.state;

import io.matriarch.value.Moment;

/** What we know of the guard that kills PostgreSQL when the lease is over. */
public sealed interface Fence {
    /** Not armed, as far as its last echo tells. */
    record Unarmed() implements Fence {}

    /**
     * Told a deadline; the echo is awaited. An older deadline may still be armed.
     *
     * @param sequence the order's number: the newest counts
     * @param until the deadline told
     * @param askedAt when it was told
     * @param armedUntil the newest deadline that it has echoed; {@link Moment#ZERO} for none
     */
    record Arming(long sequence, Moment until, Moment askedAt, Moment armedUntil)
            implements Fence {}

    /**
     * Armed, by its echo.
     *
     * @param sequence the order's number
     * @param until when it kills
     */
    record Armed(long sequence, Moment until) implements Fence {}

    /**
     * Ordered to kill now.
     *
     * @param at when it was ordered
     */
    record Fenced(Moment at) implements Fence {}
}
