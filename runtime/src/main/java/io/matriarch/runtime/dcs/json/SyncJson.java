package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.state.SyncState;
import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Key {@code sync}: the synchronous set (contract 1.6). */
public final class SyncJson {
    private SyncJson() {}

    /**
     * Reads it; anything unreadable means that synchronous mode is not active.
     *
     * @param version the node's version
     */
    public static SyncState read(String text, int version) {
        JsonNode node = Json.any(text);
        Optional<MemberName> leader = names(Json.text(node, "leader")).findFirst();
        List<MemberName> standbys = names(Json.text(node, "sync_standby")).sorted().toList();
        return new SyncState(leader, standbys, Math.max(0, node.path("quorum").asInt(0)), version);
    }

    /** The set as text; <code>{}</code> where synchronous mode is off. */
    public static String write(SyncState sync) {
        ObjectNode object = Json.newObject();
        sync.leader()
                .ifPresent(leader -> {
                    object.put("leader", leader.text());
                    object.put("quorum", sync.quorum());
                    object.put(
                            "sync_standby",
                            sync.standbys().isEmpty() ? null : joined(sync.standbys()));
                });
        return Json.compact(object);
    }

    private static String joined(List<MemberName> names) {
        return names.stream().sorted().map(MemberName::text).collect(Collectors.joining(","));
    }

    private static Stream<MemberName> names(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
                .map(MemberName::new);
    }
}
