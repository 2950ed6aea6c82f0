package io.matriarch.runtime.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.matriarch.value.MemberName;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The body of a request for another leader.
 *
 * @param leader who leads now, by the asker's knowledge: makes it a switchover
 * @param candidate who shall lead; {@code candidate}, or {@code member} as older tools say
 * @param scheduledAt the time as given
 */
record Wish(
        Optional<MemberName> leader, Optional<MemberName> candidate, Optional<String> scheduledAt) {
    /**
     * @throws IllegalArgumentException when a name is none
     */
    static Wish read(JsonNode body) {
        Optional<MemberName> candidate = name(body, "candidate");
        return new Wish(
                name(body, "leader"),
                candidate.or(() -> name(body, "member")),
                text(body, "scheduled_at"));
    }

    private static Optional<MemberName> name(JsonNode body, String key) {
        return text(body, key).map(MemberName::new);
    }

    private static Optional<String> text(JsonNode body, String key) {
        return Optional.of(body.path(key).asText()).filter(text -> !text.isBlank());
    }

    /** Whether it is a time without a zone. */
    static boolean isZoneless(String text) {
        return text.matches(".*[0-9]{2}:[0-9]{2}(:[0-9.]+)?");
    }

    /** ISO-8601 with an offset; a blank may stand for the T. Empty when it is anything else. */
    static Optional<Instant> instant(String text) {
        try {
            String iso = text.strip().replaceFirst(" (?=[0-9])", "T").replace(" ", "");
            return Optional.of(
                    OffsetDateTime.parse(iso, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
