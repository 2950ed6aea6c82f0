package io.matriarch.state;

import io.matriarch.value.MemberName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code standby_cluster}: the cluster as a whole is a standby of a server outside of it
 * (contract 2.22). It counts while one of host, port or restore_command is given.
 *
 * @param host one or several hosts by comma; empty when there is only an archive
 * @param port one or several ports by comma; empty for the standard one
 * @param slot the slot to use there: {@code primary_slot_name}; empty for none
 */
public record StandbyCluster(String host, String port, String slot) {
    /** What stands in place of a member's name: no member can be meant. */
    private static final MemberName NAME = new MemberName("standby_cluster");

    private static final String PORT = "5432";

    /**
     * Where its log, or a copy of its data, is to be had, in the form of a {@code conn_url} which
     * may name several servers by comma; absent when there is only an archive.
     */
    public Optional<Upstream> upstream() {
        if (host.isEmpty() && port.isEmpty()) {
            return Optional.empty();
        }
        List<String> hosts = parts(host.isEmpty() ? "localhost" : host);
        List<String> ports = parts(port.isEmpty() ? PORT : port);
        List<String> servers = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            String one = hosts.get(i);
            String name = one.indexOf(':') >= 0 && !one.startsWith("[") ? "[" + one + "]" : one;
            servers.add(name + ":" + ports.get(Math.min(i, ports.size() - 1)));
        }
        return Optional.of(
                new Upstream(NAME, "postgres://" + String.join(",", servers) + "/postgres"));
    }

    private static List<String> parts(String list) {
        return List.of(list.split("\\s*,\\s*"));
    }
}
