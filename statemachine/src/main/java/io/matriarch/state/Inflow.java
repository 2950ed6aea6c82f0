package io.matriarch.state;

import io.matriarch.value.Moment;

/**
 * When a standby's log last came in, as far as this agent saw: its own start for never.
 *
 * @param grewAt when a look last found more log than the look before
 * @param streamedAt when a look last found the WAL receiver streaming
 */
public record Inflow(Moment grewAt, Moment streamedAt) {
    public static final Inflow NEVER = new Inflow(Moment.LONG_AGO, Moment.LONG_AGO);

    public Inflow withGrowth(Moment now) {
        return new Inflow(now, streamedAt);
    }

    public Inflow withStream(Moment now) {
        return new Inflow(grewAt, now);
    }
}
