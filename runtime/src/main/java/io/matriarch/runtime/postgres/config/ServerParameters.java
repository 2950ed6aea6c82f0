package io.matriarch.runtime.postgres.config;

import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.ServerVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parameters that our server runs with: those of the DCS, over them those of the file, and over
 * both what neither may change (contract 4.4, 4.5).
 *
 * @param file all of them, for {@code postgresql.conf}
 * @param fixed those that the command line repeats, so that {@code ALTER SYSTEM} cannot change them
 */
public record ServerParameters(SortedMap<String, String> file, Map<String, String> fixed) {
    private static final Logger LOG = LoggerFactory.getLogger(ServerParameters.class);

    public ServerParameters {
        file = Collections.unmodifiableSortedMap(new TreeMap<>(file));
        fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
    }

    /**
     * Puts them together.
     *
     * @param fromDcs {@code postgresql.parameters} of key {@code config}
     * @param control what {@code pg_controldata} says a standby needs at least; empty for a primary
     */
    public static ServerParameters of(
            PostgresSettings settings,
            ServerVersion version,
            SortedMap<String, String> fromDcs,
            Map<String, String> control) {
        SortedMap<String, String> file = new TreeMap<>();
        fromDcs.forEach((name, value) -> putFree(file, name, value));
        settings.parameters().forEach((name, value) -> putFree(file, name, value));
        Map<String, String> fixed = new LinkedHashMap<>();
        fixed.put("listen_addresses", settings.endpoint().listenAddresses());
        fixed.put("port", Integer.toString(settings.endpoint().port()));
        fixed.put("cluster_name", settings.scope());
        fixed.put("hot_standby", "on");
        for (ClusterParameter parameter : ClusterParameter.of(version)) {
            String value = atLeast(parameter, valueOf(parameter, fromDcs), control);
            if (parameter.onCommandLine()) {
                fixed.put(parameter.name(), value);
            } else {
                file.put(parameter.name(), value);
            }
        }
        file.putAll(fixed);
        return new ServerParameters(file, fixed);
    }

    /** The arguments of the postmaster that repeat the fixed ones. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        fixed.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }

    private static void putFree(SortedMap<String, String> all, String name, String value) {
        boolean ours =
                switch (name) {
                    case "listen_addresses", "port", "cluster_name", "hot_standby" -> true;
                    default -> ClusterParameter.isOne(name);
                };
        if (!ours) {
            all.put(name, value);
        }
    }

    private static String valueOf(ClusterParameter parameter, SortedMap<String, String> fromDcs) {
        Optional<String> given = Optional.ofNullable(fromDcs.get(parameter.name()));
        if (given.isEmpty() && parameter.name().equals(ClusterParameter.KEEP_SIZE)) {
            given =
                    Optional.ofNullable(fromDcs.get(ClusterParameter.KEEP_SEGMENTS))
                            .flatMap(ClusterParameter::size);
        }
        if (given.isEmpty() && parameter.name().equals(ClusterParameter.KEEP_SEGMENTS)) {
            given =
                    Optional.ofNullable(fromDcs.get(ClusterParameter.KEEP_SIZE))
                            .flatMap(ClusterParameter::segments);
        }
        Optional<String> accepted = given.flatMap(parameter::accept);
        if (given.isPresent() && accepted.isEmpty()) {
            LOG.warn(
                    "postgresql parameter {}={} failed validation, defaulting to {}",
                    parameter.name(),
                    given.get(),
                    parameter.standard());
        }
        return accepted.orElse(parameter.standard());
    }

    /**
     * A standby refuses to run with less than its primary had (PostgreSQL documentation 27.4.3).
     */
    private static String atLeast(
            ClusterParameter parameter, String value, Map<String, String> control) {
        Optional<Long> needed =
                Optional.ofNullable(control.get(parameter.controlName()))
                        .flatMap(ClusterParameter::number);
        Optional<Long> configured = ClusterParameter.number(value);
        return needed.isPresent() && configured.isPresent() && needed.get() > configured.get()
                ? Long.toString(needed.get())
                : value;
    }
}
