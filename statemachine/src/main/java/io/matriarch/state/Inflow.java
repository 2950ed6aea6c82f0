package io.matriarch.state;

import io.matriarch.value.Moment;

/**
 * When a standby's log last came in, as far as this agent saw: its own start for never; and what is
 * known of where a standby cluster gets it from.
 *
 * @param grewAt when a look last found more log than the look before
 * @param freshness as of when all log is here
 * @param remote the server outside that a standby cluster follows
 */
public record Inflow(Moment grewAt, Freshness freshness, Remote remote) {
    public static final Inflow NEVER = new Inflow(Moment.LONG_AGO);

    /** Nothing known of a server outside, nor of a leader. */
    public Inflow(Moment grewAt) {
        this(grewAt, Freshness.UNKNOWN, Remote.UNASKED);
    }

    public Inflow withGrowth(Moment now) {
        return new Inflow(now, freshness, remote);
    }

    public Inflow with(Freshness value) {
        return new Inflow(grewAt, value, remote);
    }

    public Inflow with(Remote value) {
        return new Inflow(grewAt, freshness, value);
    }
}
