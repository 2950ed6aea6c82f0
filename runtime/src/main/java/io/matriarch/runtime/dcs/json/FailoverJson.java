package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.state.FailoverRequest;
import io.matriarch.value.MemberName;
import io.matriarch.value.Revision;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Key {@code failover}: what an operator asked for (contract 1.5). */
public final class FailoverJson {
    /** The text of the key when nothing is asked for. */
    public static final String NOTHING = "{}";

    private FailoverJson() {}

    /**
     * Reads it. A request with an unreadable time counts as none: to carry it out at once would be
     * wrong.
     *
     * @param revision of the key
     * @param writtenBy the transaction that wrote it last
     */
    public static FailoverRequest read(String text, Revision revision, long writtenBy) {
        Optional<ObjectNode> object = Json.object(text);
        if (object.isEmpty()) {
            return ofOldForm(text.strip(), revision, writtenBy);
        }
        String schedule = Json.text(object.get(), "scheduled_at");
        Optional<Instant> at = instant(schedule);
        if (at.isEmpty() && !schedule.isEmpty()) {
            return new FailoverRequest.None();
        }
        return asked(
                Json.text(object.get(), "leader"),
                Json.text(object.get(), "member"),
                at,
                revision,
                writtenBy);
    }

    /** The request as text; the time in UTC. */
    public static String write(
            Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at) {
        ObjectNode object = Json.newObject();
        leader.ifPresent(name -> object.put("leader", name.text()));
        candidate.ifPresent(name -> object.put("member", name.text()));
        // Python's reader of old versions does not know the suffix Z.
        at.ifPresent(time ->
                object.put(
                        "scheduled_at",
                        DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.atOffset(ZoneOffset.UTC))
                                + "+00:00"));
        return Json.compact(object);
    }

    private static FailoverRequest ofOldForm(String text, Revision revision, long writtenBy) {
        int colon = text.indexOf(':');
        if (colon < 0 || text.startsWith("{") || text.startsWith("[")) {
            return new FailoverRequest.None();
        }
        String rest = text.substring(colon + 1);
        int second = rest.indexOf(':');
        String candidate = second < 0 ? rest : rest.substring(0, second);
        return asked(text.substring(0, colon), candidate, Optional.empty(), revision, writtenBy);
    }

    private static FailoverRequest asked(
            String leader,
            String candidate,
            Optional<Instant> at,
            Revision revision,
            long writtenBy) {
        Optional<MemberName> from = name(leader);
        Optional<MemberName> to = name(candidate);
        return from.isEmpty() && to.isEmpty()
                ? new FailoverRequest.None()
                : new FailoverRequest.Asked(from, to, at, revision, writtenBy);
    }

    private static Optional<MemberName> name(String text) {
        return text.isBlank() || text.indexOf('/') >= 0
                ? Optional.empty()
                : Optional.of(new MemberName(text));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.strip().replace(' ', 'T')).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
