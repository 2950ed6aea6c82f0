package io.matriarch.state;

import io.matriarch.value.Moment;
import java.time.Duration;

/**
 * How well our PostgreSQL and its machine do, beyond what a look at the server tells.
 *
 * @param checkpointAt when a checkpoint was last ordered
 * @param crashes how often a primary of ours has crashed without {@link #CALM} between
 * @param crashedAt when it last did
 */
public record Health(Moment checkpointAt, int crashes, Moment crashedAt) {
    public static final Health UNKNOWN = new Health(Moment.LONG_AGO, 0, Moment.LONG_AGO);

    /** How long nothing may happen until what happened before counts no more. */
    public static final Duration CALM = Duration.ofMinutes(5);

    public Health withCheckpointAt(Moment value) {
        return new Health(value, crashes, crashedAt);
    }

    /** A primary of ours was found crashed. */
    public Health withCrash(Moment now) {
        int before = now.hasReached(crashedAt.plus(CALM)) ? 0 : crashes;
        return new Health(checkpointAt, before + 1, now);
    }
}
