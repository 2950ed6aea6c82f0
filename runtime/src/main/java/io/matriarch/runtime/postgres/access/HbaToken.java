package io.matriarch.runtime.postgres.access;

import java.nio.charset.StandardCharsets;

/**
 * A word of {@code pg_hba.conf} (PostgreSQL documentation 21.1).
 *
 * @param text what it says, without quotes
 * @param quoted whether it begins with a quote: then it is no keyword, no group and no file
 */
record HbaToken(String text, boolean quoted) {
    /** Whether it is this keyword. */
    boolean is(String keyword) {
        return !quoted && text.equals(keyword);
    }

    /** Whether it names a role whose members are meant. */
    boolean isGroup() {
        return !quoted && text.startsWith("+");
    }

    /** Whether it names a file that holds more words. */
    boolean isFile() {
        return !quoted && text.length() > 1 && text.startsWith("@");
    }

    /** As it is to be written to mean the same. */
    String written() {
        if (quoted) {
            return quote(text);
        }
        boolean plain = text.chars().noneMatch(HbaToken::isSpecial);
        return plain ? text : text.charAt(0) + quote(text.substring(1));
    }

    static String quote(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Text of ours as files are read here: each byte for a character. */
    static String bytewise(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static boolean isSpecial(int c) {
        return c == '"' || c == ',' || c == '#' || c == '\\' || HbaTokenizer.isBlank((char) c);
    }
}
