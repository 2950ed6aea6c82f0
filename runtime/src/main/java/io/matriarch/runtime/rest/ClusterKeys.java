package io.matriarch.runtime.rest;

import io.matriarch.value.MemberName;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** The keys in the DCS that operators read and write through the REST interface. */
public interface ClusterKeys {
    /** The text of key {@code config}; empty when there is none. */
    Optional<String> config() throws IOException;

    /**
     * Writes key {@code failover}: a switchover when {@code leader} is given, else a failover.
     *
     * @param at not before this time; now when absent
     */
    void requestFailover(
            Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at)
            throws IOException;

    /** Writes an empty request into key {@code failover}. */
    void clearFailover() throws IOException;
}
