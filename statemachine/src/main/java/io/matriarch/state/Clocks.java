package io.matriarch.state;

import io.matriarch.value.Moment;
import java.time.Duration;
import java.time.Instant;

/**
 * What time it is, as the newest event told, and when we last looked and spoke.
 *
 * @param now our monotonic clock: the only one that deadlines know
 * @param wall wall time of the last tick: for schedules and stamps only
 * @param wallAt when that was
 * @param jumpedAt when wall time was last found ahead of what our clock has counted: something may
 *     have held this machine with all its clocks
 * @param probedAt when the newest probe of PostgreSQL was asked for
 * @param readAt when the newest reading of the DCS was asked for
 * @param publishedAt when our member record was last written
 * @param movedAt when what we own was last to be moved to another session
 */
public record Clocks(
        Moment now,
        Instant wall,
        Moment wallAt,
        Moment jumpedAt,
        Moment probedAt,
        Moment readAt,
        Moment publishedAt,
        Moment movedAt) {

    /**
     * The clock only moves forward: an event stamped earlier than the last counts as simultaneous.
     */
    public Clocks at(Moment moment) {
        return new Clocks(
                now.later(moment), wall, wallAt, jumpedAt, probedAt, readAt, publishedAt, movedAt);
    }

    public Clocks withWall(Instant value) {
        return new Clocks(now, value, now, jumpedAt, probedAt, readAt, publishedAt, movedAt);
    }

    /** Wall time is ahead of what our clock has counted since the last tick. */
    public Clocks jumped() {
        return new Clocks(now, wall, wallAt, now, probedAt, readAt, publishedAt, movedAt);
    }

    /** How much further wall time has come since the last tick than our clock. */
    public Duration ahead(Instant told) {
        return Duration.between(wall, told).minus(now.since(wallAt));
    }

    public Clocks withProbedAt(Moment value) {
        return new Clocks(now, wall, wallAt, jumpedAt, value, readAt, publishedAt, movedAt);
    }

    public Clocks withReadAt(Moment value) {
        return new Clocks(now, wall, wallAt, jumpedAt, probedAt, value, publishedAt, movedAt);
    }

    public Clocks withPublishedAt(Moment value) {
        return new Clocks(now, wall, wallAt, jumpedAt, probedAt, readAt, value, movedAt);
    }

    public Clocks withMovedAt(Moment value) {
        return new Clocks(now, wall, wallAt, jumpedAt, probedAt, readAt, publishedAt, value);
    }
}
