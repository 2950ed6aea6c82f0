package io.matriarch.simulator.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.value.Moment;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CrystalTest {
    private final Crystal crystal = new Crystal(Moment.ZERO);

    @Test
    void aClockThatIsTrueShowsTheTimeSinceItsBoot() {
        crystal.start(at(10));
        assertEquals(at(5), crystal.local(at(15)));
        assertEquals(at(15), crystal.world(at(5)));
    }

    @Test
    void aSlowClockLosesOnePercentFromThenOn() {
        assertTrue(crystal.rate(at(100), -10));
        assertFalse(crystal.rate(at(100), -10), "it is so already");
        assertEquals(at(100 + 99), crystal.local(at(200)));
        assertEquals(Duration.ofSeconds(-1), crystal.error(at(200)));
    }

    @Test
    void whatIsDueByItsClockIsDueAtTheFirstNanosecondThatShowsIt() {
        crystal.rate(at(1), 7);
        for (long nanos = 1_500_000_001L; nanos < 1_500_001_000L; nanos += 13) {
            Moment due = new Moment(nanos);
            Moment then = crystal.world(due);
            assertTrue(!crystal.local(then).isBefore(due));
            assertTrue(crystal.local(then.minus(Duration.ofNanos(1))).isBefore(due));
        }
    }

    private static Moment at(long seconds) {
        return Moment.ZERO.plus(Duration.ofSeconds(seconds));
    }
}
