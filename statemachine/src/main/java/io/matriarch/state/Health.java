package io.matriarch.state;

import io.matriarch.value.Moment;
import java.time.Duration;

/**
 * How well our PostgreSQL and its machine do, beyond what a look at the server tells.
 *
 * @param checkpointAt when a checkpoint was last ordered
 * @param triedAt when a write was last ordered
 * @param stalledAt when a write was last known to have taken too long
 * @param fullAt when there was last no room on the disk
 * @param crashes how often a primary of ours has crashed without {@link #CALM} between
 * @param crashedAt when it last did
 * @param failedStops how often in a row a stop has failed without {@link #CALM} between
 * @param stopFailedAt when it last did
 */
public record Health(
        Moment checkpointAt,
        Moment triedAt,
        Moment stalledAt,
        Moment fullAt,
        int crashes,
        Moment crashedAt,
        int failedStops,
        Moment stopFailedAt) {
    public static final Health UNKNOWN =
            new Health(
                    Moment.LONG_AGO,
                    Moment.LONG_AGO,
                    Moment.LONG_AGO,
                    Moment.LONG_AGO,
                    0,
                    Moment.LONG_AGO,
                    0,
                    Moment.LONG_AGO);

    /** How long nothing may happen until what happened before counts no more. */
    public static final Duration CALM = Duration.ofMinutes(5);

    public Health withCheckpointAt(Moment value) {
        return new Health(
                value, triedAt, stalledAt, fullAt, crashes, crashedAt, failedStops, stopFailedAt);
    }

    public Health withTriedAt(Moment value) {
        return new Health(
                checkpointAt,
                value,
                stalledAt,
                fullAt,
                crashes,
                crashedAt,
                failedStops,
                stopFailedAt);
    }

    /** A write took too long. */
    public Health withStall(Moment now) {
        return new Health(
                checkpointAt, triedAt, now, fullAt, crashes, crashedAt, failedStops, stopFailedAt);
    }

    /** There was no room on the disk. */
    public Health withDiskFull(Moment now) {
        return new Health(
                checkpointAt,
                triedAt,
                stalledAt,
                now,
                crashes,
                crashedAt,
                failedStops,
                stopFailedAt);
    }

    /** A write is on disk, and it took no longer than it may. */
    public Health withWrite() {
        return new Health(
                checkpointAt,
                triedAt,
                Moment.LONG_AGO,
                Moment.LONG_AGO,
                crashes,
                crashedAt,
                failedStops,
                stopFailedAt);
    }

    /** A primary of ours was found crashed. */
    public Health withCrash(Moment now) {
        int before = now.hasReached(crashedAt.plus(CALM)) ? 0 : crashes;
        return new Health(
                checkpointAt,
                triedAt,
                stalledAt,
                fullAt,
                before + 1,
                now,
                failedStops,
                stopFailedAt);
    }

    /** A stop came to nothing. */
    public Health withFailedStop(Moment now) {
        int before = now.hasReached(stopFailedAt.plus(CALM)) ? 0 : failedStops;
        return new Health(
                checkpointAt, triedAt, stalledAt, fullAt, crashes, crashedAt, before + 1, now);
    }

    /** A stop did what it should. */
    public Health withStop() {
        return new Health(
                checkpointAt, triedAt, stalledAt, fullAt, crashes, crashedAt, 0, Moment.LONG_AGO);
    }
}
