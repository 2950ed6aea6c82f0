package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.matriarch.state.FailoverPolicy;
import io.matriarch.state.RejoinPolicy;
import io.matriarch.state.SyncPolicy;
import java.time.Duration;
import java.util.Locale;

/**
 * Reads the groups of settings of key {@code config} (contract 2.1, 4.3); a value that cannot be
 * read counts as missing.
 */
final class PolicyJson {
    private static final int MOST_NODES = 1000;

    private PolicyJson() {}

    static FailoverPolicy failover(JsonNode config) {
        FailoverPolicy defaults = FailoverPolicy.DEFAULTS;
        return new FailoverPolicy(
                bytes(config, "maximum_lag_on_failover", defaults.maximumLag()),
                renamed(config, "start_timeout", defaults.startTimeout()),
                renamed(config, "stop_timeout", defaults.stopTimeout()),
                flag(config, "check_timeline", defaults.checkTimeline()),
                duration(config.path("primary_race_backoff"), defaults.raceBackoff()),
                duration(config.path("write_probe_timeout"), defaults.writeTimeout()),
                duration(config.path("maximum_age_on_failover"), defaults.maximumAge()));
    }

    /**
     * @param postgresql the section of that name
     */
    static RejoinPolicy rejoin(JsonNode postgresql) {
        RejoinPolicy defaults = RejoinPolicy.DEFAULTS;
        return new RejoinPolicy(
                flag(postgresql, "use_pg_rewind", defaults.useRewind()),
                flag(
                        postgresql,
                        "remove_data_directory_on_rewind_failure",
                        defaults.copyAfterFailedRewind()),
                flag(
                        postgresql,
                        "remove_data_directory_on_diverged_timelines",
                        defaults.copyDiverged()));
    }

    static SyncPolicy sync(JsonNode config) {
        SyncPolicy defaults = SyncPolicy.DEFAULTS;
        long nodes = bytes(config, "synchronous_node_count", defaults.nodeCount());
        boolean strict = flag(config, "synchronous_mode_strict", defaults.strict());
        return new SyncPolicy(
                mode(config.path("synchronous_mode")),
                strict,
                (int) Math.clamp(nodes, 1L, MOST_NODES),
                bytes(config, "maximum_lag_on_syncnode", defaults.maximumLag()),
                flag(config, "synchronous_hold_after_crash", strict));
    }

    private static SyncPolicy.Mode mode(JsonNode node) {
        if (node.isTextual() && node.asText().strip().toLowerCase(Locale.ROOT).equals("quorum")) {
            return SyncPolicy.Mode.QUORUM;
        }
        return Json.bool(node).orElse(false) ? SyncPolicy.Mode.ON : SyncPolicy.Mode.OFF;
    }

    private static boolean flag(JsonNode parent, String key, boolean otherwise) {
        return Json.bool(parent.path(key)).orElse(otherwise);
    }

    private static long bytes(JsonNode parent, String key, long otherwise) {
        return Quantity.bytes(parent.path(key)).orElse(otherwise);
    }

    /** A key that older versions name {@code master_...}. */
    private static Duration renamed(JsonNode config, String key, Duration otherwise) {
        JsonNode current = config.path("primary_" + key);
        return duration(
                current.isMissingNode() ? config.path("master_" + key) : current, otherwise);
    }

    private static Duration duration(JsonNode node, Duration otherwise) {
        Duration value = Quantity.duration(node).orElse(otherwise);
        return value.isNegative() ? Duration.ZERO : value;
    }
}
