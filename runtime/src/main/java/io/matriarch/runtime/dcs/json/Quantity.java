package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts in settings: a number, a number as text, or a number with one of PostgreSQL's units
 * (contract 2.1, 4.3; PostgreSQL's documentation, "Parameter Names and Values").
 */
final class Quantity {
    private static final Pattern FORM =
            Pattern.compile("\\s*([+-]?[0-9]+(?:\\.[0-9]+)?)\\s*([a-zA-Z]*)\\s*");
    private static final Map<String, BigDecimal> SECONDS =
            Map.of(
                    "", BigDecimal.ONE,
                    "us", new BigDecimal("0.000001"),
                    "ms", new BigDecimal("0.001"),
                    "s", BigDecimal.ONE,
                    "min", new BigDecimal(60),
                    "h", new BigDecimal(3600),
                    "d", new BigDecimal(86400));
    private static final Map<String, BigDecimal> BYTES =
            Map.of(
                    "", BigDecimal.ONE,
                    "B", BigDecimal.ONE,
                    "kB", new BigDecimal(1L << 10),
                    "MB", new BigDecimal(1L << 20),
                    "GB", new BigDecimal(1L << 30),
                    "TB", new BigDecimal(1L << 40));
    private static final BigDecimal MOST = new BigDecimal(Long.MAX_VALUE);
    private static final BigDecimal LONGEST_SECONDS = new BigDecimal(100L * 366 * 86400);

    private Quantity() {}

    /** A duration of at most a century, without a unit in seconds; empty when it is none. */
    static Optional<Duration> duration(JsonNode node) {
        return number(node, SECONDS)
                .filter(seconds -> seconds.abs().compareTo(LONGEST_SECONDS) <= 0)
                .map(seconds -> Duration.ofNanos(seconds.movePointRight(9).longValue()));
    }

    /** A number of bytes; empty when it is none. */
    static Optional<Long> bytes(JsonNode node) {
        return number(node, BYTES)
                .filter(bytes -> bytes.abs().compareTo(MOST) <= 0)
                .map(BigDecimal::longValue);
    }

    private static Optional<BigDecimal> number(JsonNode node, Map<String, BigDecimal> units) {
        if (!node.isNumber() && !node.isTextual()) {
            return Optional.empty();
        }
        if (node.isNumber()) {
            return Optional.of(node.decimalValue());
        }
        Matcher matcher = FORM.matcher(node.asText());
        return matcher.matches()
                ? Optional.ofNullable(units.get(matcher.group(2)))
                        .map(unit -> unit.multiply(new BigDecimal(matcher.group(1))))
                : Optional.empty();
    }
}
