package io.matriarch.simulator.world;

import java.time.Duration;

/**
 * How long something takes: evenly spread between two bounds, both included.
 *
 * @param least not negative
 * @param most not less than {@code least}
 */
public record Range(Duration least, Duration most) {
    public Range {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("not a range: " + least + " to " + most);
        }
    }

    public static Range millis(long least, long most) {
        return new Range(Duration.ofMillis(least), Duration.ofMillis(most));
    }
}
