package io.matriarch.runtime.dcs.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import java.time.Duration;

/** Key {@code config}: the cluster's settings, as far as decisions need them (contract 4.3). */
public final class SettingsJson {
    private static final Duration SHORTEST_TTL = Duration.ofSeconds(20);
    private static final Duration SHORTEST_LOOP_WAIT = Duration.ofSeconds(1);
    private static final Duration SHORTEST_RETRY_TIMEOUT = Duration.ofSeconds(3);

    private SettingsJson() {}

    /** Reads the key's text; empty text counts as no such key. */
    public static Config read(String text) {
        if (text.isBlank()) {
            return new Config.Absent();
        }
        try {
            JsonNode node = Json.parse(text);
            return node.isObject()
                    ? new Config.Present(settings(node))
                    : new Config.Broken("not a JSON object");
        } catch (JsonProcessingException broken) {
            var place = broken.getLocation();
            return new Config.Broken(
                    place == null
                            ? "not JSON"
                            : "not JSON: line "
                                    + place.getLineNr()
                                    + ", column "
                                    + place.getColumnNr());
        }
    }

    /**
     * Picks the settings out of the whole object. A value that cannot be read counts as missing,
     * one below its minimum as the minimum (contract 2.1).
     */
    public static DynamicSettings settings(JsonNode config) {
        DynamicSettings defaults = DynamicSettings.DEFAULTS;
        Duration ttl = duration(config, "ttl", defaults.ttl(), SHORTEST_TTL);
        Duration wait = duration(config, "loop_wait", defaults.loopWait(), SHORTEST_LOOP_WAIT);
        Duration retry =
                duration(config, "retry_timeout", defaults.retryTimeout(), SHORTEST_RETRY_TIMEOUT);
        if (wait.plus(retry.multipliedBy(2)).compareTo(ttl) > 0) {
            wait = ttl.minus(retry.multipliedBy(2));
            if (wait.compareTo(SHORTEST_LOOP_WAIT) < 0) {
                wait = SHORTEST_LOOP_WAIT;
                retry = Duration.ofSeconds((ttl.toSeconds() - 1) / 2);
            }
        }
        return defaults.withTiming(ttl, wait, retry)
                .with(PolicyJson.failover(config))
                .with(PolicyJson.rejoin(config.path("postgresql")))
                .with(PolicyJson.sync(config))
                .with(TopologyJson.topology(config))
                .withFailsafe(Json.bool(config.path("failsafe_mode")).orElse(false))
                .withMaintenance(Json.bool(config.path("pause")).orElse(false));
    }

    private static Duration duration(
            JsonNode config, String key, Duration otherwise, Duration shortest) {
        Duration value = Quantity.duration(config.path(key)).orElse(otherwise);
        return value.compareTo(shortest) < 0 ? shortest : value;
    }
}
