package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.value.Lsn;
import java.util.Optional;

/** Key {@code status}: the leader's log position, and slots beside it (contract 1.7). */
public final class StatusJson {
    private StatusJson() {}

    /** Reads the position, from the object or from the bare number of old versions. */
    public static Optional<Lsn> position(String text) {
        JsonNode node = Json.any(text);
        return Json.lsn(node.isObject() ? node.path("optime") : node);
    }

    /**
     * The text with another position and everything else as it was: a writer that does not know the
     * slots carries the last known ones on.
     */
    public static String rewritten(String before, Lsn position) {
        ObjectNode object = Json.object(before).orElseGet(Json::newObject);
        object.put("optime", position.bytes());
        return Json.compact(object);
    }
}
