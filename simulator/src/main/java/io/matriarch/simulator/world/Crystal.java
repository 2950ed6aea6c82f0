package io.matriarch.simulator.world;

import io.matriarch.value.Moment;
import java.time.Duration;

/** What a host's clocks count by: time since its boot, which may go too fast or too slow. */
final class Crystal {
    private static final long THOUSAND = 1000;

    private Moment anchor;
    private long counted;
    private long permille;
    private long gained;

    Crystal(Moment poweredAt) {
        this.anchor = poweredAt;
    }

    /** The host has booted: its clock begins at zero. Its rate is as before. */
    void start(Moment poweredAt) {
        anchor = poweredAt;
        counted = 0;
    }

    /** Whether that changes the rate. */
    boolean rate(Moment now, int value) {
        if (value == permille) {
            return false;
        }
        gained += local(now).nanos() - counted - (now.nanos() - anchor.nanos());
        counted = local(now).nanos();
        anchor = now;
        permille = value;
        return true;
    }

    /** What the clock shows. */
    Moment local(Moment now) {
        long passed = now.nanos() - anchor.nanos();
        return new Moment(counted + passed + Math.floorDiv(passed * permille, THOUSAND));
    }

    /** When it shows that, if its rate stays as it is. */
    Moment world(Moment local) {
        long ahead = local.nanos() - counted;
        return new Moment(
                anchor.nanos()
                        + (permille == 0 ? ahead : ceil(ahead * THOUSAND, THOUSAND + permille)));
    }

    /** By how much the wall clock is wrong on its account. */
    Duration error(Moment now) {
        return Duration.ofNanos(
                gained + local(now).nanos() - counted - (now.nanos() - anchor.nanos()));
    }

    private static long ceil(long number, long divisor) {
        return -Math.floorDiv(-number, divisor);
    }
}
