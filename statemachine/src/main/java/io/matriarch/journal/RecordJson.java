package io.matriarch.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Our records as one line of JSON, and back. The result of a round trip equals the original.
 *
 * <p>A record is an object, a record with one scalar component is that scalar, a record of a sealed
 * interface says its simple name in {@code "@"}; absent optionals are left out.
 */
public final class RecordJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectReader READER = MAPPER.reader();

    private RecordJson() {}

    /**
     * Writes a value without line breaks.
     *
     * @param type the record or sealed interface that the reader will ask for
     */
    public static <T> String write(Class<T> type, T value) {
        try {
            return WRITER.writeValueAsString(JsonForms.SHARED.of(type).write(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value, e);
        }
    }

    /**
     * Reads what {@link #write} wrote, also of an older version: unknown fields are passed over;
     * missing optionals, lists, maps, numbers, booleans, texts and durations read as empty.
     *
     * @throws IllegalArgumentException when the text is not JSON or not a value of the type
     */
    public static <T> T read(Class<T> type, String json) {
        try {
            return type.cast(JsonForms.SHARED.of(type).read(READER.readTree(json)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
