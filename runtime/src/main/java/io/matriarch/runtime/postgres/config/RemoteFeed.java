package io.matriarch.runtime.postgres.config;

import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.state.StandbyCluster;
import io.matriarch.state.Upstream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The server outside that a standby cluster follows, as the configuration of its leader has it
 * (contract 2.22).
 *
 * @param servers where it is; none when there is only an archive
 * @param slot the slot to use there; empty for none
 */
public record RemoteFeed(List<UpstreamAddress> servers, String slot) {
    public RemoteFeed {
        servers = List.copyOf(servers);
    }

    /**
     * Reads the section.
     *
     * @throws IllegalArgumentException when a port is none
     */
    public static RemoteFeed of(StandbyCluster server) {
        List<UpstreamAddress> servers =
                server.upstream()
                        .map(Upstream::connUrl)
                        .map(UpstreamAddress::parseAll)
                        .orElse(List.of());
        return new RemoteFeed(servers, server.slot());
    }

    /** What the leader's configuration says beyond any standby's. */
    public SortedMap<String, String> recovery(PostgresSettings settings) {
        SortedMap<String, String> all = new TreeMap<>();
        if (!servers.isEmpty()) {
            all.put(
                    "primary_conninfo",
                    new UpstreamConninfo(settings).streaming(servers).toString());
        }
        if (!slot.isEmpty() && !servers.isEmpty()) {
            all.put("primary_slot_name", slot);
        }
        return all;
    }

    /** What every standby of a standby cluster takes from the section, if anything. */
    public static SortedMap<String, String> ofAll(Map<String, String> section) {
        SortedMap<String, String> all = new TreeMap<>(section);
        all.remove("recovery_min_apply_delay");
        return all;
    }
}
