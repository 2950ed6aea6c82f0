package io.matriarch.runtime.postgres.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** The server it leads to, when it names just one by TCP. */
    public Optional<UpstreamAddress> address() {
        return addresses().size() == 1 ? Optional.of(addresses().getFirst()) : Optional.empty();
    }

    /** The servers that it leads to; none when it names none by TCP. */
    public List<UpstreamAddress> addresses() {
        Optional<String> hosts = get("host").or(() -> get("hostaddr")).filter(h -> !h.isEmpty());
        String[] ports = get("port").orElse("5432").split(",");
        List<UpstreamAddress> found = new ArrayList<>();
        try {
            for (String host : hosts.map(h -> h.split(",")).orElse(new String[0])) {
                String port = ports[Math.min(found.size(), ports.length - 1)];
                found.add(
                        new UpstreamAddress(
                                host, Integer.parseInt(port), get("dbname").orElse("")));
            }
            return List.copyOf(found);
        } catch (NumberFormatException _) {
            return List.of();
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
