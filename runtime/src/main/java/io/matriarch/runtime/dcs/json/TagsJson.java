package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.state.Tags;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The {@code tags} of a member (contract 2.16), in its record and in the configuration file. */
public final class TagsJson {
    private TagsJson() {}

    /** Reads them; anything but an object means no tags. */
    public static Tags read(JsonNode tags) {
        SortedMap<String, String> shown = new TreeMap<>();
        tags.properties().forEach(tag -> shown.put(tag.getKey(), tag.getValue().toString()));
        Optional<Boolean> nofailover = Json.bool(tags.path("nofailover"));
        int priority =
                Quantity.bytes(tags.path("failover_priority"))
                        .map(value -> (int) Math.clamp(value, 0L, Integer.MAX_VALUE))
                        .orElse(1);
        // Where the two contradict each other the boolean wins.
        boolean never = nofailover.orElse(priority == 0);
        return new Tags(
                never,
                Math.max(never ? 0 : 1, priority),
                Json.bool(tags.path("clonefrom")).orElse(false),
                shown);
    }

    /** All of them, as they are shown. */
    static ObjectNode write(Tags tags) {
        ObjectNode object = Json.newObject();
        tags.shown().forEach((name, value) -> object.set(name, Json.any(value)));
        return object;
    }
}
