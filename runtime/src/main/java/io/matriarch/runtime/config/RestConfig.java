package io.matriarch.runtime.config;

import java.util.List;
import java.util.Optional;

/**
 * Section {@code restapi} (contract 4.2).
 *
 * @param listen where the server listens
 * @param connectAddress where others reach it
 * @param authentication what unsafe requests must show; absent for nothing
 * @param allowlist who may send unsafe requests: addresses, networks, host names; empty for all
 */
public record RestConfig(
        HostPort listen,
        HostPort connectAddress,
        Optional<Credentials> authentication,
        List<String> allowlist) {
    public RestConfig {
        allowlist = List.copyOf(allowlist);
    }

    /** {@code api_url} of the member record (contract 1.4). */
    public String apiUrl() {
        return "http://" + connectAddress + "/patroni";
    }
}
