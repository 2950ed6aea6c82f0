package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.matriarch.state.HistoryLine;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Key {@code history}: where timelines were left (contract 1.8). */
public final class HistoryJson {
    private HistoryJson() {}

    /**
     * Reads it, oldest first; empty when any of it is unreadable, for then all of it is unknown.
     */
    public static Optional<List<HistoryLine>> read(String text) {
        JsonNode node = Json.any(text);
        if (!node.isArray()) {
            return Optional.empty();
        }
        List<HistoryLine> lines = new ArrayList<>();
        for (JsonNode entry : node) {
            Optional<HistoryLine> line = line(entry);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            lines.add(line.get());
        }
        return Optional.of(List.copyOf(lines));
    }

    /** The lines as text; the two fields that old data lacks are left out where they are empty. */
    public static String write(List<HistoryLine> lines) {
        ArrayNode array = Json.newObject().arrayNode();
        for (HistoryLine line : lines) {
            ArrayNode entry = array.addArray();
            entry.add(line.timeline().number()).add(line.end().bytes()).add(line.reason());
            if (!line.at().isEmpty() || !line.newLeader().isEmpty()) {
                entry.add(line.at());
            }
            if (!line.newLeader().isEmpty()) {
                entry.add(line.newLeader());
            }
        }
        return Json.compact(array);
    }

    private static Optional<HistoryLine> line(JsonNode entry) {
        Optional<Lsn> end = Json.lsn(entry.path(1));
        int timeline = entry.path(0).asInt(0);
        if (!entry.isArray() || timeline < 1 || end.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new HistoryLine(
                        new Timeline(timeline),
                        end.get(),
                        entry.path(2).asText(""),
                        entry.path(3).asText(""),
                        entry.path(4).asText("")));
    }
}
