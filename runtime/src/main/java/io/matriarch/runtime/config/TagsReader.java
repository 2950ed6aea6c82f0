package io.matriarch.runtime.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matriarch.state.Tags;
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
        SortedMap<String, String> shown = new TreeMap<>();
        tags.fields()
                .forEach((key, field) -> {
                    if (FLAGS.contains(key)) {
                        tags.flag(key).filter(set -> set).ifPresent(_ -> shown.put(key, "true"));
                    } else {
                        shown.put(key, json(field.value().plain()));
                    }
                });
        return Tags.of(shown);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are always JSON", e);
        }
    }
}
