package io.matriarch.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.value.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class BootClockTest {
    private final BootClock clock = new BootClock();

    @Test
    void neverGoesBack() {
        Moment before = clock.now();
        for (int i = 0; i < 10_000; i++) {
            Moment now = clock.now();
            assertFalse(now.isBefore(before));
            before = now;
        }
    }

    @Test
    void countsFromBoot() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/uptime")));
        assertTrue(BootClock.countsSuspendedTime());
        String uptime = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
        long apart =
                Math.abs(
                        clock.now().nanos() / 1_000_000
                                - (long) (Double.parseDouble(uptime) * 1000));
        assertEquals(0, apart / Duration.ofSeconds(2).toMillis());
    }
}
