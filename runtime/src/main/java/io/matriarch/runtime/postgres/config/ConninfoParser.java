package io.matriarch.runtime.postgres.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code keyword = 'value'} pairs as libpq does. */
final class ConninfoParser {
    private final String text;
    private int at;

    ConninfoParser(String text) {
        this.text = text;
    }

    Conninfo parse() {
        Map<String, String> values = new LinkedHashMap<>();
        for (skipBlanks(); at < text.length(); skipBlanks()) {
            String keyword = keyword();
            skipBlanks();
            if (keyword.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
                break;
            }
            at++;
            skipBlanks();
            values.put(keyword, value());
        }
        return new Conninfo(values);
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String keyword() {
        int start = at;
        while (at < text.length()
                && text.charAt(at) != '='
                && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String value() {
        boolean quoted = at < text.length() && text.charAt(at) == '\'';
        at += quoted ? 1 : 0;
        StringBuilder value = new StringBuilder();
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted ? c == '\'' : Character.isWhitespace(c)) {
                at++;
                break;
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        return value.toString();
    }
}
