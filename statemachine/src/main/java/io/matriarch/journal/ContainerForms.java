package io.matriarch.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The forms of values that contain others: optionals, lists, maps. */
final class ContainerForms {
    private ContainerForms() {}

    /** Nothing is {@code null}, which a record leaves out. */
    record OfOptional(JsonForm content) implements JsonForm {
        @Override
        public JsonNode write(Object value) {
            return ((Optional<?>) value).map(content::write).orElse(NullNode.instance);
        }

        @Override
        public Object read(JsonNode node) {
            return Optional.of(content.read(node));
        }

        @Override
        public Object absent() {
            return Optional.empty();
        }
    }

    /** A JSON array. */
    record OfList(JsonForm element) implements JsonForm {
        @Override
        public JsonNode write(Object value) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            ((List<?>) value).forEach(one -> array.add(element.write(one)));
            return array;
        }

        @Override
        public Object read(JsonNode node) {
            if (!node.isArray()) {
                throw new IllegalArgumentException("not a list: " + node);
            }
            List<Object> list = new ArrayList<>(node.size());
            node.forEach(one -> list.add(element.readOrAbsent(one)));
            return list;
        }

        @Override
        public Object absent() {
            return List.of();
        }
    }

    /** A JSON object, the keys as text, in the order of the map. */
    record OfMap(JsonForm key, JsonForm content, boolean sorted) implements JsonForm {
        @Override
        public JsonNode write(Object value) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            ((Map<?, ?>) value)
                    .forEach((k, v) -> object.set(key.write(k).textValue(), content.write(v)));
            return object;
        }

        @Override
        public Object read(JsonNode node) {
            if (!node.isObject()) {
                throw new IllegalArgumentException("not a map: " + node);
            }
            Map<Object, Object> map = empty();
            node.properties()
                    .forEach(one ->
                            map.put(
                                    key.readKey(one.getKey()),
                                    content.readOrAbsent(one.getValue())));
            return map;
        }

        @Override
        public Object absent() {
            return empty();
        }

        private Map<Object, Object> empty() {
            return sorted ? new TreeMap<>() : new LinkedHashMap<>();
        }
    }
}
