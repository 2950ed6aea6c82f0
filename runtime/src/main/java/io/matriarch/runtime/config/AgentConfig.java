package io.matriarch.runtime.config;

import io.matriarch.state.LocalSettings;
import io.matriarch.state.Tags;
import io.matriarch.value.MemberName;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The whole configuration of one member.
 *
 * @param name this member
 * @param scope the cluster's name
 * @param namespace where clusters live in the DCS, with a leading slash
 * @param rest section {@code restapi}
 * @param zookeeper section {@code zookeeper}
 * @param postgres section {@code postgresql}
 * @param bootstrap section {@code bootstrap}
 * @param log section {@code log}
 * @param tags section {@code tags}
 * @param watchdog section {@code watchdog}
 * @param guarded whether a guard process outlives this agent and ends the right to write for it;
 *     {@code guard.mode}
 * @param stateDir where the agent keeps journal, durable facts and session; {@code
 *     matriarch.state_dir}
 * @param reportDelay tickTime of the ZooKeeper servers; {@code matriarch.report_delay}
 * @param callbacksSayMaster whether callbacks are told {@code master} for a primary, whoever takes
 *     part; {@code matriarch.callbacks_say_master}
 * @param handoff whether the lock is offered to who shall lead next, and taken when it is offered;
 *     {@code matriarch.handoff}
 */
public record AgentConfig(
        MemberName name,
        String scope,
        String namespace,
        RestConfig rest,
        ZooKeeperConfig zookeeper,
        PostgresConfig postgres,
        BootstrapConfig bootstrap,
        LogConfig log,
        Tags tags,
        WatchdogConfig watchdog,
        boolean guarded,
        Path stateDir,
        Duration reportDelay,
        boolean callbacksSayMaster,
        boolean handoff) {
    /**
     * What decisions need to know of it.
     *
     * @param version what the member record advertises
     */
    public LocalSettings local(String version) {
        return new LocalSettings(
                name,
                scope,
                postgres.connUrl(),
                rest.apiUrl(),
                version,
                tags,
                postgres.scripts().known(callbacksSayMaster),
                bootstrap.allowed(),
                reportDelay,
                guarded,
                watchdog.policy(),
                handoff);
    }
}
