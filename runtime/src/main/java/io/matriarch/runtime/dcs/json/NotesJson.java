package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.state.MemberNotes;
import io.matriarch.state.RestartWish;
import io.matriarch.state.Role;
import io.matriarch.state.ScheduledRestart;
import io.matriarch.state.ServerFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a member tells operators, in its record and in its status (contract 1.4, 3.3). */
public final class NotesJson {
    private static final DateTimeFormatter SCHEDULE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter STARTED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx");
    private static final int FIRST_OF_TWO_PARTS = 100_000;

    private NotesJson() {}

    /**
     * Puts the fields that there is something to say in.
     *
     * @param whole whether a scheduled restart tells of which postmaster
     */
    public static void write(ObjectNode object, MemberNotes notes, boolean whole) {
        if (!notes.pending().isEmpty()) {
            object.put("pending_restart", true);
            ObjectNode reasons = object.putObject("pending_restart_reason");
            notes.pending()
                    .forEach((name, change) ->
                            reasons.putObject(name)
                                    .put("old_value", change.from())
                                    .put("new_value", change.to()));
        }
        notes.restart()
                .ifPresent(one -> restart(object.putObject("scheduled_restart"), one, whole));
        if (notes.pause()) {
            object.put("pause", true);
        }
        if (!notes.plight().isEmpty()) {
            object.put("needs_reinitialize", notes.plight());
        }
        if (!notes.doubt().isEmpty()) {
            object.put("lacks_log", notes.doubt());
        }
        if (!notes.alarm().isEmpty()) {
            object.put("alarm", notes.alarm());
        }
    }

    private static void restart(ObjectNode object, ScheduledRestart restart, boolean whole) {
        object.put("schedule", SCHEDULE.format(restart.at().atOffset(ZoneOffset.UTC)));
        if (whole) {
            restart.postmaster().ifPresent(at -> object.put("postmaster_start_time", started(at)));
        }
        RestartWish wish = restart.wish();
        wish.role().ifPresent(role -> object.put("role", role.word()));
        wish.below().ifPresent(below -> object.put("postgres_version", version(below)));
        wish.timeout().ifPresent(timeout -> object.put("timeout", timeout.toSeconds()));
        if (wish.ifPending()) {
            object.put("restart_pending", true);
        }
    }

    /** A postmaster's start as texts have it. */
    public static String started(Instant at) {
        return STARTED.format(at.atOffset(ZoneOffset.UTC));
    }

    private static String version(int number) {
        return number >= FIRST_OF_TWO_PARTS
                ? number / 10_000 + "." + number % 10_000
                : number / 10_000 + "." + number / 100 % 100 + "." + number % 100;
    }

    /** Reads them from a record; what cannot be read counts as not said. */
    static MemberNotes read(JsonNode node) {
        SortedMap<String, ServerFacts.Change> pending = new TreeMap<>();
        node.path("pending_restart_reason")
                .properties()
                .forEach(one ->
                        pending.put(
                                one.getKey(),
                                new ServerFacts.Change(
                                        Json.text(one.getValue(), "old_value"),
                                        Json.text(one.getValue(), "new_value"))));
        return new MemberNotes(
                Json.bool(node.path("pause")).orElse(false),
                Json.text(node, "needs_reinitialize"),
                Json.text(node, "lacks_log"),
                Json.text(node, "alarm"),
                pending,
                restart(node.path("scheduled_restart")));
    }

    private static Optional<ScheduledRestart> restart(JsonNode node) {
        Optional<Instant> at = instant(Json.text(node, "schedule"));
        RestartWish wish =
                new RestartWish(
                        Optional.of(Json.text(node, "role"))
                                .filter(word -> !word.isEmpty())
                                .map(Role::of),
                        Optional.empty(),
                        Json.bool(node.path("restart_pending")).orElse(false),
                        node.path("timeout").isIntegralNumber()
                                ? Optional.of(Duration.ofSeconds(node.path("timeout").longValue()))
                                : Optional.empty());
        return at.map(one ->
                new ScheduledRestart(one, wish, instant(Json.text(node, "postmaster_start_time"))));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
