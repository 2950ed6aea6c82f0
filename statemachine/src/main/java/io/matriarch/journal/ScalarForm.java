package io.matriarch.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A type whose values are single JSON values: texts, numbers, booleans, enums by name, durations
 * and instants in ISO-8601.
 *
 * @param name for messages
 * @param fits whether a node has the right JSON type
 * @param writer value to node
 * @param reader node to value
 * @param empty the meaning of a missing field
 */
record ScalarForm(
        String name,
        Function<JsonNode, Boolean> fits,
        Function<Object, JsonNode> writer,
        Function<JsonNode, ?> reader,
        Optional<?> empty)
        implements JsonForm {
    private static final ScalarForm LONG =
            new ScalarForm(
                    "a whole number",
                    node -> node.isIntegralNumber() && node.canConvertToLong(),
                    value -> LongNode.valueOf((long) value),
                    JsonNode::longValue,
                    Optional.of(0L));
    private static final ScalarForm INT =
            new ScalarForm(
                    "a whole number of 32 bits",
                    node -> node.isIntegralNumber() && node.canConvertToInt(),
                    value -> IntNode.valueOf((int) value),
                    JsonNode::intValue,
                    Optional.of(0));
    private static final ScalarForm BOOLEAN =
            new ScalarForm(
                    "true or false",
                    JsonNode::isBoolean,
                    value -> BooleanNode.valueOf((boolean) value),
                    JsonNode::booleanValue,
                    Optional.of(false));
    private static final ScalarForm TEXT = text("a text", Function.identity(), Optional.of(""));
    private static final ScalarForm DURATION =
            text("an ISO-8601 duration", Duration::parse, Optional.of(Duration.ZERO));
    private static final ScalarForm INSTANT =
            text("an ISO-8601 instant", Instant::parse, Optional.empty());

    private static final Map<Class<?>, ScalarForm> KNOWN =
            Map.of(
                    long.class, LONG,
                    Long.class, LONG,
                    int.class, INT,
                    Integer.class, INT,
                    boolean.class, BOOLEAN,
                    Boolean.class, BOOLEAN,
                    String.class, TEXT,
                    Duration.class, DURATION,
                    Instant.class, INSTANT);

    /** The form of a scalar type; empty for any other type. */
    static Optional<JsonForm> of(Class<?> type) {
        return type.isEnum() ? Optional.of(ofEnum(type)) : Optional.ofNullable(KNOWN.get(type));
    }

    @Override
    public JsonNode write(Object value) {
        return writer.apply(value);
    }

    @Override
    public Object read(JsonNode node) {
        if (!fits.apply(node)) {
            throw new IllegalArgumentException("not " + name + ": " + node);
        }
        try {
            return reader.apply(node);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not " + name + ": " + node, e);
        }
    }

    @Override
    public Object absent() {
        if (empty.isEmpty()) {
            throw new IllegalArgumentException("is missing");
        }
        return empty.get();
    }

    @Override
    public boolean isScalar() {
        return true;
    }

    @Override
    public Object readKey(String key) {
        return read(TextNode.valueOf(key));
    }

    private static ScalarForm text(String name, Function<String, ?> reader, Optional<?> empty) {
        return new ScalarForm(
                name,
                JsonNode::isTextual,
                value -> TextNode.valueOf(value.toString()),
                node -> reader.apply(node.textValue()),
                empty);
    }

    private static ScalarForm ofEnum(Class<?> type) {
        return new ScalarForm(
                "a " + type.getSimpleName(),
                JsonNode::isTextual,
                value -> TextNode.valueOf(((Enum<?>) value).name()),
                node -> constant(type, node.textValue()),
                Optional.empty());
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such " + type.getSimpleName() + ": '" + name + "'");
    }
}
