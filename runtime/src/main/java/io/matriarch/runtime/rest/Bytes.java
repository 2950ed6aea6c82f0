package io.matriarch.runtime.rest;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes as PostgreSQL writes them: {@code 1048576}, {@code 16MB}, {@code 1.5 GB}. */
final class Bytes {
    private static final Pattern SIZE =
            Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)\\s*([a-zA-Z]*)");

    private Bytes() {}

    /** Bytes; empty for what is no size. */
    static Optional<Long> parse(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return unit(matcher.group(2).toLowerCase(Locale.ROOT))
                .map(unit -> new BigDecimal(matcher.group(1)).multiply(unit).longValue());
    }

    private static Optional<BigDecimal> unit(String word) {
        return switch (word) {
            case "", "b" -> Optional.of(BigDecimal.ONE);
            case "kb" -> Optional.of(BigDecimal.valueOf(1L << 10));
            case "mb" -> Optional.of(BigDecimal.valueOf(1L << 20));
            case "gb" -> Optional.of(BigDecimal.valueOf(1L << 30));
            case "tb" -> Optional.of(BigDecimal.valueOf(1L << 40));
            default -> Optional.empty();
        };
    }
}
