package io.matriarch.runtime.ctl;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the time at which something shall happen. */
final class Schedule {
    private Schedule() {}

    /**
     * @param text {@code now}, or a date and time; without an offset it is taken for local time
     * @return empty for now
     */
    static Optional<OffsetDateTime> parse(String text, ZoneId zone, Instant now) {
        if ("now".equals(text)) {
            return Optional.empty();
        }
        OffsetDateTime at = read(text.strip().replaceFirst(" +", "T").replace(" ", ""), zone);
        if (at.toInstant().isBefore(now)) {
            throw new CtlException("Cannot schedule switchover in the past");
        }
        return Optional.of(at);
    }

    private static OffsetDateTime read(String iso, ZoneId zone) {
        try {
            return (OffsetDateTime)
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            iso,
                            OffsetDateTime::from,
                            local -> LocalDateTime.from(local).atZone(zone).toOffsetDateTime());
        } catch (DateTimeException _) {
            throw new CtlException(
                    "Unable to parse scheduled timestamp ("
                            + iso
                            + "). It should be in an unambiguous format (e.g. ISO 8601)");
        }
    }
}
