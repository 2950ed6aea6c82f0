package io.matriarch.state;

import io.matriarch.value.Moment;
import java.util.Optional;

/** What we know of the guard that kills PostgreSQL when the lease is over. */
public sealed interface Fence {
    /** Not armed, as far as its last echo tells. */
    record Unarmed() implements Fence {}

    /**
     * Not known: an earlier run of this agent may have armed it.
     *
     * @param left the deadline that the earlier run told last, as far as it was kept
     */
    record Unknown(Optional<Moment> left) implements Fence {}

    /**
     * Told a deadline; the echo is awaited. An older deadline may still be armed.
     *
     * @param first the number of the first order since the guard was last known to be unarmed: an
     *     echo of an older one is of a deadline that a kill or a disarming has undone
     * @param sequence the order's number: the newest counts
     * @param until the deadline told
     * @param askedAt when it was told
     * @param since when the first order was told that is not echoed yet
     * @param armedUntil the newest deadline that it has echoed; {@link Moment#LONG_AGO} for none
     */
    record Arming(
            long first,
            long sequence,
            Moment until,
            Moment askedAt,
            Moment since,
            Moment armedUntil)
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
