package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.Offer;
import io.matriarch.state.Release;
import io.matriarch.state.Role;
import io.matriarch.state.Tags;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Timeline;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Key {@code members/NAME} (contract 1.4). Six fields are ours, and Patroni passes over them:
 * {@code released}, the epoch as decimal text (beyond 2^53 a number would lose digits in some
 * readers), {@code released_end}, where the log of that tenure ended, {@code guarded}, {@code
 * takes_handoff}, {@code handoff} with the fields {@code to}, {@code lsn} and {@code epoch}, and
 * {@code needs_reinitialize}, the reason why only an operator can mend this member.
 */
public final class MemberJson {
    private static final String STREAMING = "streaming";

    /** The form of very old versions: one address, the other hidden in its query. */
    private static final Pattern OLD_FORM =
            Pattern.compile("(postgres(?:ql)?://[^?]*)\\?(?:.*&)?application_name=([^&]*).*");

    private MemberJson() {}

    /** The record as text. */
    public static String write(MemberRecord member) {
        ObjectNode object = Json.newObject();
        putUnlessEmpty(object, "conn_url", member.connUrl());
        putUnlessEmpty(object, "api_url", member.apiUrl());
        object.put("state", member.state().word());
        object.put("role", member.roleWord());
        putUnlessEmpty(object, "version", member.version());
        if (member.checkpointPending()) {
            object.put("checkpoint_after_promote", false);
        }
        if (!member.tags().shown().isEmpty()) {
            object.set("tags", TagsJson.write(member.tags()));
        }
        member.position().ifPresent(lsn -> object.put("xlog_location", lsn.bytes()));
        member.received().ifPresent(lsn -> object.put("receive_lsn", lsn.bytes()));
        member.replayed().ifPresent(lsn -> object.put("replay_lsn", lsn.bytes()));
        if (member.streaming()) {
            object.put("replication_state", STREAMING);
        }
        member.timeline().ifPresent(timeline -> object.put("timeline", timeline.number()));
        member.released().ifPresent(given -> putRelease(object, given));
        if (member.guarded()) {
            object.put("guarded", true);
        }
        if (member.heir()) {
            object.put("takes_handoff", true);
        }
        member.offer()
                .ifPresent(offer ->
                        object.putObject("handoff")
                                .put("to", offer.to().text())
                                .put("lsn", offer.lsn().bytes())
                                .put("epoch", offer.epoch().toString()));
        NotesJson.write(object, member.notes(), true);
        return Json.compact(object);
    }

    /** Reads a record of any version; text that is none gives an empty record. */
    public static MemberRecord read(String text) {
        JsonNode node = Json.any(text);
        return node.isObject() ? ofObject(node) : ofOldForm(text.strip());
    }

    private static MemberRecord ofObject(JsonNode node) {
        return new MemberRecord(
                Json.text(node, "conn_url"),
                Json.text(node, "api_url"),
                MemberState.of(Json.text(node, "state")),
                Role.of(Json.text(node, "role")),
                Role.MASTER.equals(Json.text(node, "role")),
                Json.text(node, "version"),
                timeline(node.path("timeline")),
                Json.lsn(node.path("xlog_location")),
                Json.lsn(node.path("receive_lsn")),
                Json.lsn(node.path("replay_lsn")),
                STREAMING.equals(Json.text(node, "replication_state")),
                Json.bool(node.path("checkpoint_after_promote")).map(done -> !done).orElse(false),
                TagsJson.read(node.path("tags")),
                release(node),
                Json.bool(node.path("guarded")).orElse(false),
                NotesJson.read(node),
                Json.bool(node.path("takes_handoff")).orElse(false),
                offer(node.path("handoff")));
    }

    private static void putRelease(ObjectNode object, Release given) {
        object.put("released", given.epoch().toString());
        given.end().ifPresent(lsn -> object.put("released_end", lsn.bytes()));
    }

    private static Optional<Release> release(JsonNode node) {
        Optional<Lsn> end = Json.lsn(node.path("released_end"));
        return Json.lsn(node.path("released"))
                .map(number -> new Release(new LockEpoch(number.bytes()), end));
    }

    /** An offer that lacks anything is none. */
    private static Optional<Offer> offer(JsonNode node) {
        String to = Json.text(node, "to");
        return to.isBlank() || to.indexOf('/') >= 0
                ? Optional.empty()
                : Json.lsn(node.path("lsn"))
                        .flatMap(lsn ->
                                Json.lsn(node.path("epoch"))
                                        .map(epoch ->
                                                new Offer(
                                                        new MemberName(to),
                                                        lsn,
                                                        new LockEpoch(epoch.bytes()))));
    }

    private static MemberRecord ofOldForm(String text) {
        Matcher matcher = OLD_FORM.matcher(text);
        boolean known = matcher.matches();
        return new MemberRecord(
                known ? matcher.group(1) : text.startsWith("postgres") ? text : "",
                known ? matcher.group(2) : "",
                MemberState.UNKNOWN,
                Role.REPLICA,
                false,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Tags.NONE,
                Optional.empty(),
                false);
    }

    private static Optional<Timeline> timeline(JsonNode node) {
        return Json.lsn(node)
                .map(number -> number.bytes())
                .filter(number -> number >= 1 && number <= Integer.MAX_VALUE)
                .map(number -> new Timeline(number.intValue()));
    }

    private static void putUnlessEmpty(ObjectNode object, String field, String value) {
        if (!value.isEmpty()) {
            object.put(field, value);
        }
    }
}
