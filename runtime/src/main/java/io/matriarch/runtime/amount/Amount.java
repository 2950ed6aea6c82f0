package io.matriarch.runtime.amount;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number, or a number with one of PostgreSQL's units (contract 2.1, 4.3; PostgreSQL's
 * documentation, "Parameter Names and Values"). It may be negative: what that means is for whoever
 * asks to say.
 */
public final class Amount {
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

    private Amount() {}

    /** A duration of at most a century, without a unit in seconds; empty when it is none. */
    public static Optional<Duration> duration(String text) {
        return number(text, SECONDS).flatMap(Amount::seconds);
    }

    /** The same of a number without a unit. */
    public static Optional<Duration> seconds(BigDecimal seconds) {
        return seconds.abs().compareTo(LONGEST_SECONDS) <= 0
                ? Optional.of(Duration.ofNanos(seconds.movePointRight(9).longValue()))
                : Optional.empty();
    }

    /** A number of bytes; empty when it is none. */
    public static Optional<Long> bytes(String text) {
        return number(text, BYTES).flatMap(Amount::bytes);
    }

    /** The same of a number without a unit. */
    public static Optional<Long> bytes(BigDecimal bytes) {
        return bytes.abs().compareTo(MOST) <= 0 ? Optional.of(bytes.longValue()) : Optional.empty();
    }

    private static Optional<BigDecimal> number(String text, Map<String, BigDecimal> units) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.ofNullable(units.get(matcher.group(2)))
                        .map(unit -> unit.multiply(new BigDecimal(matcher.group(1))))
                : Optional.empty();
    }
}
