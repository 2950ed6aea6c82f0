package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.matriarch.state.SlotPolicy;
import io.matriarch.state.StandbyCluster;
import io.matriarch.state.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what key {@code config} says of history, slots and a standby cluster (contract 1.8, 2.17,
 * 2.22); what cannot be read counts as missing.
 */
final class TopologyJson {
    private static final List<String> PERMANENT =
            List.of("permanent_replication_slots", "permanent_slots", "slots");

    private TopologyJson() {}

    static Topology topology(JsonNode config) {
        long timelines = Quantity.bytes(config.path("max_timelines_history")).orElse(0L);
        return new Topology(
                (int) Math.clamp(timelines, 0L, Integer.MAX_VALUE),
                slots(config),
                standbyCluster(config.path("standby_cluster")));
    }

    private static SlotPolicy slots(JsonNode config) {
        SlotPolicy defaults = SlotPolicy.DEFAULTS;
        Duration ttl =
                Quantity.duration(config.path("member_slots_ttl")).orElse(defaults.memberTtl());
        return new SlotPolicy(
                Json.bool(config.path("postgresql").path("use_slots")).orElse(defaults.used()),
                ttl.isNegative() ? Duration.ZERO : ttl,
                permanent(config),
                ignored(config.path("ignore_slots")));
    }

    /** The first of the aliases that is not empty counts. */
    private static SortedMap<String, SlotPolicy.Permanent> permanent(JsonNode config) {
        SortedMap<String, SlotPolicy.Permanent> found = new TreeMap<>();
        PERMANENT.stream()
                .map(config::path)
                .filter(node -> node.isObject() && !node.isEmpty())
                .findFirst()
                .ifPresent(node ->
                        node.properties()
                                .forEach(one ->
                                        permanent(one.getKey(), one.getValue())
                                                .ifPresent(slot -> found.put(one.getKey(), slot))));
        return found;
    }

    private static Optional<SlotPolicy.Permanent> permanent(String name, JsonNode node) {
        String type = Json.text(node, "type");
        boolean logical = type.equals("logical") || type.isEmpty() && node.hasNonNull("plugin");
        boolean known = logical || type.isEmpty() || type.equals("physical");
        String database = logical ? Json.text(node, "database") : "";
        String plugin = logical ? Json.text(node, "plugin") : "";
        boolean whole = !logical || !database.isEmpty() && !plugin.isEmpty();
        return known && whole && name.matches("[a-z0-9_]{1,63}")
                ? Optional.of(new SlotPolicy.Permanent(logical, database, plugin, where(node)))
                : Optional.empty();
    }

    private static SlotPolicy.Where where(JsonNode node) {
        return switch (Json.text(node, "cluster_type")) {
            case "primary" -> SlotPolicy.Where.PRIMARY_CLUSTER;
            case "standby" -> SlotPolicy.Where.STANDBY_CLUSTER;
            default -> SlotPolicy.Where.EVERYWHERE;
        };
    }

    private static List<SlotPolicy.Ignored> ignored(JsonNode list) {
        List<SlotPolicy.Ignored> found = new ArrayList<>();
        for (JsonNode one : list) {
            if (one.isObject() && !one.isEmpty()) {
                found.add(
                        new SlotPolicy.Ignored(
                                Json.text(one, "name"),
                                Json.text(one, "type"),
                                Json.text(one, "database"),
                                Json.text(one, "plugin")));
            }
        }
        return found;
    }

    private static Optional<StandbyCluster> standbyCluster(JsonNode node) {
        String host = scalar(node.path("host"));
        String port = scalar(node.path("port"));
        boolean active =
                !host.isEmpty()
                        || !port.isEmpty()
                        || !scalar(node.path("restore_command")).isEmpty();
        return active
                ? Optional.of(
                        new StandbyCluster(host, port, scalar(node.path("primary_slot_name"))))
                : Optional.empty();
    }

    private static String scalar(JsonNode node) {
        return node.isTextual() || node.isNumber() ? node.asText().strip() : "";
    }
}
