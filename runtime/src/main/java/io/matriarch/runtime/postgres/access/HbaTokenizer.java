package io.matriarch.runtime.postgres.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a line of {@code pg_hba.conf} apart: fields are separated by blanks, the words of one field
 * by commas; quotes protect both, and {@code #} begins a comment (PostgreSQL documentation 21.1).
 */
final class HbaTokenizer {
    private final String line;
    private int at;
    private boolean comma;

    HbaTokenizer(String line) {
        this.line = line;
    }

    /** How far the line has been read. */
    int position() {
        return at;
    }

    /** The words of the next field; none at the end of the line. */
    List<HbaToken> nextField() {
        List<HbaToken> field = new ArrayList<>();
        do {
            Optional<HbaToken> token = nextToken();
            if (token.isEmpty()) {
                break;
            }
            field.add(token.get());
        } while (comma);
        return field;
    }

    private Optional<HbaToken> nextToken() {
        comma = false;
        while (at < line.length() && (isBlank(line.charAt(at)) || line.charAt(at) == ',')) {
            at++;
        }
        if (at == line.length() || line.charAt(at) == '#') {
            at = line.length();
            return Optional.empty();
        }
        boolean quoted = line.charAt(at) == '"';
        return Optional.of(new HbaToken(word(), quoted));
    }

    /** A quote that follows a closing one stands for itself, and the quoted part goes on. */
    private String word() {
        StringBuilder word = new StringBuilder();
        boolean inside = false;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (!inside && (isBlank(c) || c == ',' || c == '#')) {
                break;
            }
            at++;
            boolean twice = c == '"' && inside && at < line.length() && line.charAt(at) == '"';
            if (twice) {
                at++;
            }
            if (c != '"' || twice) {
                word.append(c);
            } else {
                inside = !inside;
            }
        }
        comma = at < line.length() && line.charAt(at) == ',';
        at += comma ? 1 : 0;
        return word.toString();
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
