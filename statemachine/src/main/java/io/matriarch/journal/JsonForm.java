package io.matriarch.journal;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How the values of one Java type look as JSON. Made once per type by {@link JsonForms}.
 *
 * <p>Every method that reads throws {@link IllegalArgumentException} for JSON that is no value of
 * the type, naming the field and what is wrong.
 */
interface JsonForm {
    JsonNode write(Object value);

    Object read(JsonNode node);

    /** What a missing field of this type means: the empty value of types that have one. */
    default Object absent() {
        throw new IllegalArgumentException("is missing");
    }

    /** Whether values are single JSON values rather than objects or arrays. */
    default boolean isScalar() {
        return false;
    }

    /** Reads a value from the key of a JSON object. */
    default Object readKey(String key) {
        throw new IllegalArgumentException("no value has a key as its form: '" + key + "'");
    }

    /** A present value, or what an absent one means. */
    default Object readOrAbsent(JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode() ? absent() : read(node);
    }
}
