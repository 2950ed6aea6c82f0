package io.matriarch.simulator.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts with units, as scenarios write them: {@code 1.5s}, {@code 90s}, {@code 16MB}. */
final class Amounts {
    private static final Pattern AMOUNT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([a-zA-Z]+)");

    /** A century of nanoseconds: what is computed with less does not overflow. */
    private static final BigDecimal MOST = BigDecimal.valueOf(3_153_600_000L, -9);

    private static final Map<String, Long> NANOS = units("ms", 1_000_000L, "s", 1_000_000_000L);
    private static final Map<String, Long> BYTES = units("B", 1L, "kB", 1L << 10);

    static {
        NANOS.put("min", 60_000_000_000L);
        NANOS.put("h", 3_600_000_000_000L);
        BYTES.put("MB", 1L << 20);
        BYTES.put("GB", 1L << 30);
    }

    private Amounts() {}

    static Optional<Duration> duration(String text) {
        return amount(text, NANOS).map(Duration::ofNanos);
    }

    static Optional<Long> bytes(String text) {
        return amount(text, BYTES);
    }

    /** The shortest text that {@link #duration} reads back to the same. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis > 1000
                    ? BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "s"
                    : millis + "ms";
        }
        long seconds = millis / 1000;
        return seconds > 0 && seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds + "s";
    }

    /** The shortest text that {@link #bytes} reads back to the same. */
    static String text(long bytes) {
        String best = bytes + "B";
        for (Map.Entry<String, Long> unit : BYTES.entrySet()) {
            if (bytes > 0 && bytes % unit.getValue() == 0) {
                best = bytes / unit.getValue() + unit.getKey();
            }
        }
        return best;
    }

    private static Optional<Long> amount(String text, Map<String, Long> units) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        BigDecimal unit = BigDecimal.valueOf(units.get(matcher.group(2)));
        BigDecimal amount = new BigDecimal(matcher.group(1)).multiply(unit);
        return Optional.of(amount)
                .filter(one -> one.compareTo(MOST) < 0)
                .map(BigDecimal::longValue);
    }

    private static Map<String, Long> units(String one, long size, String other, long otherSize) {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put(one, size);
        units.put(other, otherSize);
        return units;
    }
}
