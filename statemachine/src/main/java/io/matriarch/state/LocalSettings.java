package io.matriarch.state;

import io.matriarch.value.MemberName;
import java.time.Duration;

/**
 * What this member's own configuration file says, as far as decisions need it.
 *
 * @param name this member
 * @param scope the cluster's name
 * @param connUrl where clients and standbys reach its PostgreSQL, {@code postgres://host:port/db}
 * @param apiUrl where peers reach its REST API, {@code http://host:port/patroni}
 * @param version what the member record advertises as version (contract 1.3, 1.4)
 * @param tags its tags
 * @param scripts which scripts it has
 * @param mayBootstrap whether the file has a {@code bootstrap} section (contract 2.6)
 * @param reportDelay how late a DCS server may report its clients' signs of life to the server that
 *     expires sessions: ZooKeeper's tickTime
 * @param guarded whether a guard process outlives this agent and ends the right to write for it
 * @param handoff whether it offers its lock to who shall lead next, and takes one that is offered
 *     to it, rather than to let it go and race for it
 */
public record LocalSettings(
        MemberName name,
        String scope,
        String connUrl,
        String apiUrl,
        String version,
        Tags tags,
        Scripts scripts,
        boolean mayBootstrap,
        Duration reportDelay,
        boolean guarded,
        boolean handoff) {
    /** One that hands its lock over. */
    public LocalSettings(
            MemberName name,
            String scope,
            String connUrl,
            String apiUrl,
            String version,
            Tags tags,
            Scripts scripts,
            boolean mayBootstrap,
            Duration reportDelay,
            boolean guarded) {
        this(
                name,
                scope,
                connUrl,
                apiUrl,
                version,
                tags,
                scripts,
                mayBootstrap,
                reportDelay,
                guarded,
                true);
    }

    public LocalSettings with(Scripts value) {
        return new LocalSettings(
                name,
                scope,
                connUrl,
                apiUrl,
                version,
                tags,
                value,
                mayBootstrap,
                reportDelay,
                guarded,
                handoff);
    }

    public LocalSettings withHandoff(boolean value) {
        return new LocalSettings(
                name,
                scope,
                connUrl,
                apiUrl,
                version,
                tags,
                scripts,
                mayBootstrap,
                reportDelay,
                guarded,
                value);
    }
}
