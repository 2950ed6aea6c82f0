package io.matriarch.runtime.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Section {@code zookeeper} (contract 4.2).
 *
 * @param hosts {@code host:port} each
 * @param chroot the part of ZooKeeper's tree to live in, such as {@code /pg}; empty for all
 * @param authData credential by scheme
 * @param acls permissions by {@code scheme:principal}; empty for open to everybody
 */
public record ZooKeeperConfig(
        List<String> hosts,
        String chroot,
        Map<String, String> authData,
        Map<String, List<String>> acls) {
    public ZooKeeperConfig {
        hosts = List.copyOf(hosts);
        authData = Collections.unmodifiableMap(new LinkedHashMap<>(authData));
        acls = Collections.unmodifiableMap(new LinkedHashMap<>(acls));
    }

    /** ZooKeeper's connect string. */
    public String connectString() {
        return String.join(",", hosts) + chroot;
    }

    /** Without credentials: this is printed in logs. */
    @Override
    public String toString() {
        return "ZooKeeperConfig[" + connectString() + "]";
    }
}
