package io.matriarch.event;

import io.matriarch.value.Moment;

/** What the guard said. */
public sealed interface FenceEvent extends Event {
    /**
     * The guard echoed an order: it will kill at {@code until}.
     *
     * @param sequence the order's number
     * @param until the deadline that it has taken over
     */
    record FenceArmed(Moment at, long sequence, Moment until) implements FenceEvent {}

    /** The guard echoed that it kills nothing any more. */
    record FenceDisarmed(Moment at, long sequence) implements FenceEvent {}

    /** The fence did its work: no process of the data directory is left. */
    record Fenced(Moment at) implements FenceEvent {}
}
