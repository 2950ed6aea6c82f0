package io.matriarch.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.matriarch.runtime.dcs.json.Json;
import io.matriarch.runtime.dcs.json.SettingsJson;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The text of key {@code config}: as last read, else as remembered from the last run of a member
 * that has data, else {@code bootstrap.dcs} (contract 4.1).
 */
final class ClusterConfig {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterConfig.class);

    private static final List<String> ARCHIVE =
            List.of("archive_cleanup_command", "recovery_min_apply_delay", "restore_command");

    private final Path remembered;
    private final Optional<String> kept;
    private final String first;
    private volatile Optional<String> read = Optional.empty();

    /**
     * @param remembered the file that keeps it over a restart
     * @param dataDirectory without data in it, what is remembered belongs to a cluster of the past
     * @param bootstrap {@code bootstrap.dcs}
     */
    ClusterConfig(Path remembered, Path dataDirectory, String bootstrap) {
        this.remembered = remembered;
        this.kept = kept(remembered, dataDirectory);
        this.first = kept.orElse(bootstrap);
    }

    /** What a cluster without the key is given. */
    String first() {
        return first;
    }

    /**
     * What to begin with. A cluster that does not exist yet is not in maintenance, whatever {@code
     * bootstrap.dcs} says of the time after.
     */
    DynamicSettings settings() {
        DynamicSettings settings =
                SettingsJson.read(first) instanceof Config.Present present
                        ? present.settings()
                        : DynamicSettings.DEFAULTS;
        return kept.isPresent() ? settings : settings.withMaintenance(false);
    }

    /** {@code postgresql.parameters} as PostgreSQL writes values. */
    SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        Json.any(read.orElse(first))
                .path("postgresql")
                .path("parameters")
                .properties()
                .forEach(one -> parameters.put(one.getKey(), text(one.getValue())));
        if (holdsAfterCrash()) {
            // PostgreSQL would recover from a backend's crash by itself and let clients in at once.
            parameters.put("restart_after_crash", "off");
        }
        return parameters;
    }

    /**
     * Whether clients stay out after a crash until a synchronous standby has what they will see.
     */
    private boolean holdsAfterCrash() {
        return SettingsJson.read(read.orElse(first)) instanceof Config.Present present
                && present.settings().sync().isOn()
                && present.settings().sync().holdAfterCrash();
    }

    /**
     * What section {@code standby_cluster} says of its archive, as recovery settings (contract
     * 2.22); empty when there is no such section.
     */
    SortedMap<String, String> archive() {
        SortedMap<String, String> settings = new TreeMap<>();
        JsonNode section = Json.any(read.orElse(first)).path("standby_cluster");
        for (String name : ARCHIVE) {
            if (section.hasNonNull(name)) {
                settings.put(name, text(section.path(name)));
            }
        }
        return settings;
    }

    /** Takes the newest text, and keeps it over a restart when it has changed. */
    void learn(Optional<String> text) {
        if (text.isEmpty() || text.equals(read)) {
            return;
        }
        read = text;
        Path fresh = remembered.resolveSibling(remembered.getFileName() + ".new");
        try {
            Files.writeString(fresh, text.get());
            Files.move(
                    fresh,
                    remembered,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", remembered, e.toString());
        }
    }

    private static Optional<String> kept(Path remembered, Path dataDirectory) {
        if (!Files.exists(dataDirectory.resolve("PG_VERSION"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(remembered))
                    .filter(text -> SettingsJson.read(text) instanceof Config.Present);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String text(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? "on" : "off";
        }
        return value.asText();
    }
}
