package io.matriarch.runtime.config;

import java.util.Optional;

/**
 * What the command line tool needs of a configuration file; the daemon's own file has it all.
 *
 * @param scope the cluster's name, when the file tells one
 * @param namespace where clusters live in the DCS, with a leading slash
 * @param zookeeper how the DCS is reached
 * @param authentication for unsafe requests: of section {@code ctl}, else of {@code restapi}
 */
public record CtlConfig(
        Optional<String> scope,
        String namespace,
        ZooKeeperConfig zookeeper,
        Optional<Credentials> authentication) {}
