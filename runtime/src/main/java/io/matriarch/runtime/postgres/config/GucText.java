package io.matriarch.runtime.postgres.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of PostgreSQL's configuration files (PostgreSQL documentation 20.1.2). */
final class GucText {
    private GucText() {}

    static String line(String name, String value) {
        return name + " = " + quote(value);
    }

    static List<String> lines(Map<String, String> parameters) {
        List<String> lines = new ArrayList<>();
        parameters.forEach((name, value) -> lines.add(line(name, value)));
        return lines;
    }

    /** A value in quotes, on one line whatever it holds. */
    static String quote(String value) {
        return "'"
                + value.replace("\\", "\\\\")
                        .replace("'", "''")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + "'";
    }

    /** What the last line that sets a parameter says; empty when none does. */
    static Optional<String> value(List<String> lines, String name) {
        Pattern setting = Pattern.compile("\\s*" + name + "\\s*=?\\s*'((?:[^']|'')*)'.*");
        Optional<String> value = Optional.empty();
        for (String line : lines) {
            Matcher matcher = setting.matcher(line);
            if (matcher.matches()) {
                value = Optional.of(matcher.group(1).replace("''", "'").replace("\\\\", "\\"));
            }
        }
        return value;
    }

    static String file(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
