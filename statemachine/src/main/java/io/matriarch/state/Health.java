package io.matriarch.state;

import io.matriarch.value.Moment;

/**
 * How well our PostgreSQL and its machine do, beyond what a look at the server tells.
 *
 * @param checkpointAt when a checkpoint was last ordered
 */
public record Health(Moment checkpointAt) {
    public static final Health UNKNOWN = new Health(Moment.LONG_AGO);

    public Health withCheckpointAt(Moment value) {
        return new Health(value);
    }
}
