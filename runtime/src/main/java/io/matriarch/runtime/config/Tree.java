package io.matriarch.runtime.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration as written: nothing interpreted yet, each part with its place. */
sealed interface Tree {
    Origin origin();

    /** Plain Java values: maps, lists, strings, numbers, booleans, null. */
    Object plain();

    /** Keys with values. */
    record Mapping(Origin origin, Map<String, Field> fields) implements Tree {
        public Mapping {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public Map<String, Object> plain() {
            Map<String, Object> values = new LinkedHashMap<>();
            fields.forEach((key, field) -> values.put(key, field.value().plain()));
            return values;
        }

        /** This one with the other's fields over it, mapping by mapping. */
        Mapping overlaid(Mapping other) {
            Map<String, Field> merged = new LinkedHashMap<>(fields);
            other.fields.forEach((key, field) -> merged.merge(key, field, Mapping::overlay));
            return new Mapping(origin, merged);
        }

        private static Field overlay(Field below, Field above) {
            return below.value() instanceof Mapping lower && above.value() instanceof Mapping upper
                    ? new Field(below.origin(), lower.overlaid(upper))
                    : above;
        }
    }

    /** One key's place and value. */
    record Field(Origin origin, Tree value) {}

    /** A list. */
    record Items(Origin origin, List<Tree> items) implements Tree {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public List<Object> plain() {
            List<Object> values = new ArrayList<>();
            items.forEach(item -> values.add(item.plain()));
            return values;
        }
    }

    /**
     * One value.
     *
     * @param text as written, without quotes
     * @param value as YAML 1.1 reads it
     */
    record Leaf(Origin origin, String text, Object value) implements Tree {
        @Override
        public Object plain() {
            return value;
        }
    }

    /** No value at all: {@code key:} with nothing behind it, or {@code null}. */
    record Nothing(Origin origin) implements Tree {
        @Override
        public Object plain() {
            return null;
        }
    }
}
