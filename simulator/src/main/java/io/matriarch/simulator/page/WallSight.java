package io.matriarch.simulator.page;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A real machine's times as wall time, UTC. */
final class WallSight implements Sight {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private Boot boot = new Boot(List.of(), 0, Duration.ZERO);

    /** What follows is of this boot. */
    void in(Boot next) {
        boot = next;
    }

    @Override
    public long millis(Moment moment) {
        return moment.equals(Moment.NEVER) ? Long.MAX_VALUE : boot.millis(moment);
    }

    @Override
    public String clock(long millis) {
        return millis == Long.MAX_VALUE ? "never" : time(millis);
    }

    @Override
    public String epoch(LockEpoch epoch) {
        return "tenure " + epoch;
    }

    /** Milliseconds since 1970 as the time of day. */
    static String time(long millis) {
        return CLOCK.format(Instant.ofEpochMilli(millis));
    }
}
