package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.value.MemberName;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Key {@code failsafe}: each member's name and REST address (contract 1.9). */
public final class FailsafeJson {
    private FailsafeJson() {}

    /** Reads it; empty when any of it is unreadable, for then the mode cannot be used. */
    public static Optional<SortedMap<MemberName, String>> read(String text) {
        JsonNode node = Json.any(text);
        if (!node.isObject()) {
            return Optional.empty();
        }
        SortedMap<MemberName, String> listed = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : node.properties()) {
            String name = one.getKey();
            if (name.isBlank() || name.indexOf('/') >= 0 || !one.getValue().isTextual()) {
                return Optional.empty();
            }
            listed.put(new MemberName(name), one.getValue().asText());
        }
        return Optional.of(listed);
    }

    /** The text of the key. */
    public static String write(SortedMap<MemberName, String> listed) {
        ObjectNode object = Json.newObject();
        listed.forEach((name, url) -> object.put(name.text(), url));
        return Json.compact(object);
    }
}
