package io.matriarch.runtime.ctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matriarch.runtime.report.ClusterReport;
import io.matriarch.runtime.report.Lag;
import io.matriarch.runtime.report.MemberLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of a cluster's members (contract 5.3). */
final class ClusterTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POSTGRES_PORT = 5432;
    private static final long MEGABYTE = 1L << 20;

    private final ClusterReport report;
    private final boolean portsShown;
    private final boolean tagsShown;

    /**
     * @param extended whether columns are shown that are empty in this cluster
     */
    ClusterTable(ClusterReport report, boolean extended) {
        this.report = report;
        this.portsShown = portsMatter(report);
        this.tagsShown =
                extended || report.members().stream().anyMatch(line -> !line.tags().isEmpty());
    }

    private static boolean portsMatter(ClusterReport report) {
        Set<String> hosts = new HashSet<>();
        return report.members().stream()
                .filter(line -> line.port().isPresent())
                .anyMatch(
                        line -> line.port().getAsInt() != POSTGRES_PORT || !hosts.add(line.host()));
    }

    /** With borders, and what is pending below. */
    String pretty() {
        List<Table.Column> columns =
                new ArrayList<>(
                        List.of(
                                new Table.Column("Member", false),
                                new Table.Column("Host", false),
                                new Table.Column("Role", false),
                                new Table.Column("State", false),
                                new Table.Column("TL", true),
                                new Table.Column("Receive LSN", true),
                                new Table.Column("Lag", true),
                                new Table.Column("Replay LSN", true),
                                new Table.Column("Lag", true)));
        if (tagsShown) {
            columns.add(new Table.Column("Tags", false));
        }
        List<List<String>> rows = new ArrayList<>();
        for (MemberLine line : report.members()) {
            List<String> row =
                    cells(line).values().stream()
                            .map(String::valueOf)
                            .collect(Collectors.toCollection(ArrayList::new));
            if (tagsShown) {
                row.add(tags(line, "\n"));
            }
            rows.add(row);
        }
        String title = "Cluster: " + report.scope() + " (" + report.systemId() + ")";
        return new Table(title, columns, rows).pretty() + footer();
    }

    /** Tab-separated lines below a heading. */
    String tsv() {
        StringBuilder text = new StringBuilder("Cluster");
        List<Map<String, Object>> members = new ArrayList<>();
        report.members().forEach(line -> members.add(cells(line)));
        for (String key : cells(report.members()).keySet()) {
            text.append('\t').append(key);
        }
        text.append(tagsShown ? "\tTags\n" : "\n");
        for (int i = 0; i < members.size(); i++) {
            text.append(report.scope());
            members.get(i).values().forEach(value -> text.append('\t').append(value));
            if (tagsShown) {
                String flow = tags(report.members().get(i), ", ");
                text.append('\t').append(flow.isEmpty() ? "" : "{" + flow + "}");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private Map<String, Object> cells(List<MemberLine> lines) {
        return lines.isEmpty() ? Map.of("Member", "") : cells(lines.getFirst());
    }

    /** For JSON and YAML: what is empty is left out. */
    List<Map<String, Object>> objects() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (MemberLine line : report.members()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("Cluster", report.scope());
            cells(line)
                    .forEach((key, value) -> {
                        if (!"".equals(value)) {
                            object.put(key, value);
                        }
                    });
            if (!line.tags().isEmpty()) {
                Map<String, Object> tags = new LinkedHashMap<>();
                line.tags().forEach((name, json) -> tags.put(name, plain(json)));
                object.put("Tags", tags);
            }
            objects.add(object);
        }
        return objects;
    }

    private Map<String, Object> cells(MemberLine line) {
        // An old member gives one position only: the greater of received and replayed.
        Optional<Lag> received = line.received().or(line::furthest);
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("Member", line.name());
        cells.put("Host", host(line));
        cells.put("Role", title(line.role()));
        cells.put("State", line.state());
        cells.put("TL", line.timeline().isPresent() ? line.timeline().getAsInt() : "");
        cells.put("Receive LSN", position(line, received));
        cells.put("Receive Lag", megabytes(received));
        cells.put("Replay LSN", position(line, line.replayed()));
        cells.put("Replay Lag", megabytes(line.replayed()));
        return cells;
    }

    private String host(MemberLine line) {
        return line.port().isPresent() && portsShown
                ? line.host() + ":" + line.port().getAsInt()
                : line.host();
    }

    private static Object position(MemberLine line, Optional<Lag> lag) {
        String none = line.isLeader() ? "" : "unknown";
        return lag.map(one -> one.position().toString()).orElse(none);
    }

    private static Object megabytes(Optional<Lag> lag) {
        Optional<Long> rounded =
                lag.flatMap(Lag::bytes).map(bytes -> (bytes + MEGABYTE / 2) / MEGABYTE);
        return rounded.isPresent() ? rounded.get() : "";
    }

    private static String title(String role) {
        return Arrays.stream(role.split("_"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static String tags(MemberLine line, String separator) {
        return line.tags().entrySet().stream()
                .map(tag -> tag.getKey() + ": " + plain(tag.getValue()))
                .collect(Collectors.joining(separator));
    }

    private static Object plain(String json) {
        try {
            return JSON.readValue(json, Object.class);
        } catch (JsonProcessingException _) {
            return json;
        }
    }

    private String footer() {
        return report.scheduled()
                .map(asked ->
                        " Switchover scheduled at: "
                                + asked.at().map(Object::toString).orElse("")
                                + "\n"
                                + asked.leader()
                                        .map(name -> " ".repeat(20) + "from: " + name + "\n")
                                        .orElse("")
                                + asked.candidate()
                                        .map(name -> " ".repeat(22) + "to: " + name + "\n")
                                        .orElse(""))
                .orElse("");
    }
}
