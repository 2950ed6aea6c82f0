package io.matriarch.state;

import io.matriarch.value.Moment;

/**
 * When a standby's log last came in, as far as this agent saw: its own start for never; and what is
 * known of where a standby cluster gets it from.
 *
 * @param grewAt when a look last found more log than the look before
 * @param streamedAt when a look last found the WAL receiver streaming
 * @param remote the server outside that a standby cluster follows
 */
public record Inflow(Moment grewAt, Moment streamedAt, Remote remote) {
    public static final Inflow NEVER = new Inflow(Moment.LONG_AGO, Moment.LONG_AGO);

    /** Nothing known of a server outside. */
    public Inflow(Moment grewAt, Moment streamedAt) {
        this(grewAt, streamedAt, Remote.UNASKED);
    }

    public Inflow withGrowth(Moment now) {
        return new Inflow(now, streamedAt, remote);
    }

    public Inflow withStream(Moment now) {
        return new Inflow(grewAt, now, remote);
    }

    public Inflow with(Remote value) {
        return new Inflow(grewAt, streamedAt, value);
    }
}
