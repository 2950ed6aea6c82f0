package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.state.SlotStatus;
import io.matriarch.value.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Key {@code status}: the leader's log position, and slots beside it (contract 1.7). */
public final class StatusJson {
    private static final String SLOTS = "slots";
    private static final String RETAINED = "retain_slots";

    private StatusJson() {}

    /** Reads the position, from the object or from the bare number of old versions. */
    public static Optional<Lsn> position(String text) {
        JsonNode node = Json.any(text);
        return Json.lsn(node.isObject() ? node.path("optime") : node);
    }

    /** Reads what is said of slots; absent when nothing is. */
    public static Optional<SlotStatus> slots(String text) {
        JsonNode node = Json.any(text);
        SortedMap<String, Lsn> positions = new TreeMap<>();
        for (Map.Entry<String, JsonNode> slot : node.path(SLOTS).properties()) {
            Json.lsn(slot.getValue()).ifPresent(lsn -> positions.put(slot.getKey(), lsn));
        }
        List<String> retained = new ArrayList<>();
        for (JsonNode name : node.path(RETAINED)) {
            if (name.isTextual()) {
                retained.add(name.textValue());
            }
        }
        return node.hasNonNull(SLOTS) || node.hasNonNull(RETAINED)
                ? Optional.of(new SlotStatus(positions, retained))
                : Optional.empty();
    }

    /**
     * The text with another position and everything else as it was.
     *
     * @param slots what it says of slots; absent for what it said: a writer that does not know the
     *     slots carries the last known ones on
     */
    public static String rewritten(String before, Lsn position, Optional<SlotStatus> slots) {
        ObjectNode object = Json.object(before).orElseGet(Json::newObject);
        object.put("optime", position.bytes());
        slots.ifPresent(one -> {
            object.remove(List.of(SLOTS, RETAINED));
            if (!one.positions().isEmpty()) {
                ObjectNode positions = object.putObject(SLOTS);
                one.positions().forEach((name, lsn) -> positions.put(name, lsn.bytes()));
            }
            if (!one.retained().isEmpty()) {
                one.retained().forEach(object.putArray(RETAINED)::add);
            }
        });
        return Json.compact(object);
    }
}
