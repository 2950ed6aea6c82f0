package io.matriarch.runtime.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matriarch.state.Tags;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads section {@code tags} (contract 2.16). */
final class TagsReader {
    private static final Set<String> FLAGS =
            Set.of("nofailover", "noloadbalance", "clonefrom", "nosync", "nostream");
    private static final ObjectMapper JSON = new ObjectMapper();

    private TagsReader() {}

    static Tags read(Section tags) {
        Optional<Boolean> nofailover = tags.flag("nofailover");
        Optional<Integer> priority = tags.integer("failover_priority", -1_000_000, 1_000_000);
        boolean never = nofailover.orElse(priority.map(number -> number <= 0).orElse(false));
        // "nofailover: false" outranks a priority that says never.
        int rank = Math.max(never ? 0 : 1, priority.orElse(1));
        SortedMap<String, String> shown = new TreeMap<>();
        tags.fields()
                .forEach((key, field) -> {
                    if (FLAGS.contains(key)) {
                        tags.flag(key).filter(set -> set).ifPresent(_ -> shown.put(key, "true"));
                    } else {
                        shown.put(key, json(field.value().plain()));
                    }
                });
        return new Tags(never, rank, shown.containsKey("clonefrom"), shown);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are always JSON", e);
        }
    }
}
