package io.matriarch.runtime.postgres.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A libpq connection string, {@code keyword=value …} (PostgreSQL documentation 34.1.1.1).
 *
 * @param values keywords and values, in the order in which they are written
 */
public record Conninfo(Map<String, String> values) {
    public Conninfo {
        values = new LinkedHashMap<>(values);
    }

    /** Reads one; what does not follow the syntax is left out, for anybody may have written it. */
    public static Conninfo parse(String text) {
        return new ConninfoParser(text).parse();
    }

    public Optional<String> get(String keyword) {
        return Optional.ofNullable(values.get(keyword));
    }

    /** The server it leads to, when it names one by TCP. */
    public Optional<UpstreamAddress> address() {
        Optional<String> host = get("host").or(() -> get("hostaddr")).filter(h -> !h.isEmpty());
        try {
            int port = Integer.parseInt(get("port").orElse("5432"));
            return host.map(h -> new UpstreamAddress(h, port, get("dbname").orElse("")));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(one -> one.getKey() + "=" + quote(one.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String quote(String value) {
        boolean plain =
                !value.isEmpty()
                        && value.chars()
                                .noneMatch(
                                        c -> Character.isWhitespace(c) || c == '\'' || c == '\\');
        return plain ? value : "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
