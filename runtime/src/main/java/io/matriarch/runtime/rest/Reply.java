package io.matriarch.runtime.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * An answer.
 *
 * @param code the HTTP status
 * @param type content type; empty for a bare status without body
 * @param body the text
 * @param headers further headers
 */
record Reply(int code, String type, String body, Map<String, String> headers) {
    private Reply(int code, String type, String body) {
        this(code, type, body, Map.of());
    }

    static Reply bare(int code) {
        return new Reply(code, "", "");
    }

    static Reply text(int code, String text) {
        return new Reply(code, "text/html", text);
    }

    static Reply json(int code, JsonNode body) {
        return new Reply(code, "application/json", body.toString());
    }

    static Reply json(int code, String body) {
        return new Reply(code, "application/json", body);
    }

    /** The same with one header, instead of any other. */
    Reply with(String header, String value) {
        return new Reply(code, type, body, Map.of(header, value));
    }
}
