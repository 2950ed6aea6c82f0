package io.matriarch.runtime.postgres.probe;

import io.matriarch.runtime.postgres.config.Conninfo;
import io.matriarch.runtime.postgres.config.UpstreamAddress;
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
        return Conninfo.parse(conninfo).address().map(this::of);
    }

    private String of(UpstreamAddress address) {
        Optional<String> given = lastGiven.filter(url -> leadsTo(url, address));
        return given.orElseGet(address::url);
    }

    private static boolean leadsTo(String url, UpstreamAddress address) {
        try {
            return UpstreamAddress.parse(url).isSameServer(address);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
