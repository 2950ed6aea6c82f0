package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matriarch.value.Lsn;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** JSON as the keys have it: compact, everything beyond ASCII escaped (contract 1.1). */
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build();
    private static final Set<String> YES = Set.of("true", "on", "yes", "1", "t", "y");
    private static final Set<String> NO = Set.of("false", "off", "no", "0", "f", "n");

    private Json() {}

    /**
     * Reads any JSON value.
     *
     * @throws JsonProcessingException when the text is not one
     */
    public static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** Reads an object; empty for any other text. */
    public static Optional<ObjectNode> object(String text) {
        return any(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    /** Reads any JSON value; a missing node for text that is none. */
    public static JsonNode any(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException unreadable) {
            return MAPPER.missingNode();
        }
    }

    public static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /** One line without blanks. */
    public static String compact(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The text of a field; empty when it is missing, null, an object or a list. */
    static String text(JsonNode parent, String field) {
        JsonNode node = parent.path(field);
        return node.isValueNode() && !node.isNull() ? node.asText() : "";
    }

    /** A log position given as a number or as decimal text. */
    static Optional<Lsn> lsn(JsonNode node) {
        if (node.isIntegralNumber()) {
            return Optional.of(new Lsn(node.bigIntegerValue().longValue()));
        }
        String text = node.isTextual() ? node.asText().strip() : "";
        return isDecimal(text)
                ? Optional.of(new Lsn(new BigInteger(text).longValue()))
                : Optional.empty();
    }

    /** Whether the text is one to twenty decimal digits. */
    static boolean isDecimal(String text) {
        return !text.isEmpty()
                && text.length() <= 20
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** A boolean, in any of the words that Patroni takes for one (contract 4.3). */
    static Optional<Boolean> bool(JsonNode node) {
        String word =
                node.isValueNode() && !node.isNull()
                        ? node.asText().strip().toLowerCase(Locale.ROOT)
                        : "";
        return YES.contains(word)
                ? Optional.of(true)
                : NO.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
