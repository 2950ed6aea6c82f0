package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.state.Tags;
import java.util.SortedMap;
import java.util.TreeMap;

/** The {@code tags} of a member (contract 2.16), in its record and in the configuration file. */
public final class TagsJson {
    private TagsJson() {}

    /** Reads them; anything but an object means no tags. */
    public static Tags read(JsonNode tags) {
        SortedMap<String, String> shown = new TreeMap<>();
        tags.properties().forEach(tag -> shown.put(tag.getKey(), tag.getValue().toString()));
        return Tags.of(shown);
    }

    /** All of them, as they are shown. */
    static ObjectNode write(Tags tags) {
        ObjectNode object = Json.newObject();
        tags.shown().forEach((name, value) -> object.set(name, Json.any(value)));
        return object;
    }
}
