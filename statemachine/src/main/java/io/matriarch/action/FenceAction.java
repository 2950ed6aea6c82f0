package io.matriarch.action;

import io.matriarch.value.Moment;

/** An order to the guard. */
public sealed interface FenceAction extends Action {
    /** Kill at {@code until} unless a newer order comes: {@code FenceArmed}. */
    record ArmFence(long sequence, Moment until) implements FenceAction {}

    /**
     * Kill at {@code until}, or at the armed deadline if that is earlier, unless a newer order
     * comes: {@code FenceArmed} with the deadline that is in force.
     */
    record LimitFence(long sequence, Moment until) implements FenceAction {}

    /** Kill nothing until armed again: {@code FenceDisarmed}. */
    record DisarmFence(long sequence) implements FenceAction {}

    /**
     * Kill every process of the data directory now, and see to it that a start by hand comes up
     * read-only: {@code Fenced}. Needs no free operation and waits for none. The armed deadline is
     * spent with it.
     */
    record FenceNow(String why) implements FenceAction {}
}
