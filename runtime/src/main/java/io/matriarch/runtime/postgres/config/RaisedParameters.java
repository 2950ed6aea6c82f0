package io.matriarch.runtime.postgres.config;

import io.matriarch.runtime.postgres.ServerVersion;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a primary has raised beyond what its standby runs with: from version 14 on the standby's
 * replay pauses there until it is restarted (PostgreSQL documentation 27.4.3).
 */
public final class RaisedParameters {
    private RaisedParameters() {}

    /**
     * Whether a restart would raise one.
     *
     * @param inForce {@code name=value}, separated by blanks
     * @param control the lines of the control file, which has the primary's newest values
     */
    public static boolean any(ServerVersion version, String inForce, Map<String, String> control) {
        Map<String, Long> known = new TreeMap<>();
        for (String pair : inForce.split(" ")) {
            int sign = pair.indexOf('=');
            if (sign > 0) {
                ClusterParameter.number(pair.substring(sign + 1))
                        .ifPresent(value -> known.put(pair.substring(0, sign), value));
            }
        }
        return ClusterParameter.of(version).stream()
                .filter(one -> known.containsKey(one.name()))
                .anyMatch(one ->
                        Optional.ofNullable(control.get(one.controlName()))
                                .flatMap(ClusterParameter::number)
                                .filter(needed -> needed > known.get(one.name()))
                                .isPresent());
    }
}
