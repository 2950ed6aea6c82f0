package io.matriarch.runtime.amount;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AmountTest {
    @Test
    void aTimeIsANumberOfSecondsOrHasAUnitOfPostgresql() {
        assertEquals(Optional.of(Duration.ofSeconds(30)), Amount.duration("30"));
        assertEquals(Optional.of(Duration.ofMillis(500)), Amount.duration("500ms"));
        assertEquals(Optional.of(Duration.ofMillis(1500)), Amount.duration(" 1.5 s "));
        assertEquals(Optional.of(Duration.ofMinutes(2)), Amount.duration("2min"));
        assertEquals(Optional.of(Duration.ofDays(3)), Amount.duration("3d"));
        assertEquals(Optional.of(Duration.ofSeconds(-1)), Amount.duration("-1"));
    }

    @Test
    void whatIsNoTimeIsNone() {
        for (String text : new String[] {"", "soon", "5 minutes", "2MIN", "1e3", "9999999999999"}) {
            assertEquals(Optional.empty(), Amount.duration(text), text);
        }
    }

    @Test
    void sizesCountByPowersOf1024() {
        assertEquals(Optional.of(1_048_576L), Amount.bytes("1MB"));
        assertEquals(Optional.of(7L), Amount.bytes("7"));
        assertEquals(Optional.empty(), Amount.bytes("1mb"));
        assertEquals(Optional.empty(), Amount.bytes("99999999TB"));
    }
}
