package io.matriarch.runtime.postgres.probe;

import io.matriarch.runtime.postgres.config.Conninfo;
import io.matriarch.runtime.postgres.config.UpstreamAddress;
import java.util.List;
import java.util.Optional;

/**
 * Says the configured {@code primary_conninfo} in the words of {@code conn_url}, so that it can be
 * compared with the record of a member.
 */
public final class UpstreamText {
    private volatile Optional<String> lastGiven = Optional.empty();

    /** Remembers the URL that an order named: it is said again in exactly these words. */
    public void remember(Optional<String> connUrl) {
        lastGiven = connUrl;
    }

    /** Empty when there is no upstream, or none that is reached by TCP. */
    Optional<String> of(String conninfo) {
        List<UpstreamAddress> servers = Conninfo.parse(conninfo).addresses();
        return servers.isEmpty() ? Optional.empty() : Optional.of(of(servers));
    }

    private String of(List<UpstreamAddress> servers) {
        Optional<String> given = lastGiven.filter(url -> leadsTo(url, servers));
        return given.orElseGet(() -> UpstreamAddress.url(servers));
    }

    private static boolean leadsTo(String url, List<UpstreamAddress> servers) {
        try {
            return UpstreamAddress.areSame(UpstreamAddress.parseAll(url), servers);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
