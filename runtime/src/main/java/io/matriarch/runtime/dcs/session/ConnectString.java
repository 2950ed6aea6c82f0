package io.matriarch.runtime.dcs.session;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * ZooKeeper's connect string, {@code host:port[,host:port...][/chroot]} (ZooKeeper Programmer's
 * Guide, "ZooKeeper Sessions"). The chroot becomes the beginning of every path of ours, since the
 * library could not create it.
 *
 * @param addresses unresolved
 * @param chroot empty, or a path without a slash at its end
 */
public record ConnectString(List<InetSocketAddress> addresses, String chroot) {
    private static final int DEFAULT_PORT = 2181;

    public ConnectString {
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads it; a missing port is 2181, an IPv6 address stands in brackets.
     *
     * @throws IllegalArgumentException when it names no server, or a port that is none
     */
    public static ConnectString parse(String text) {
        int slash = text.indexOf('/');
        String servers = slash < 0 ? text : text.substring(0, slash);
        String chroot = slash < 0 ? "" : text.substring(slash).replaceAll("/+$", "");
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String server : servers.split(",")) {
            if (!server.isBlank()) {
                addresses.add(address(server.strip()));
            }
        }
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no ZooKeeper server in '" + text + "'");
        }
        return new ConnectString(addresses, chroot);
    }

    /** The servers as the library wants them. */
    public String withoutChroot() {
        return addresses.stream()
                .map(one ->
                        one.getHostString().indexOf(':') < 0
                                ? one.getHostString() + ":" + one.getPort()
                                : "[" + one.getHostString() + "]:" + one.getPort())
                .collect(Collectors.joining(","));
    }

    private static InetSocketAddress address(String server) {
        int bracket = server.indexOf(']');
        int colon = server.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? server : server.substring(0, colon);
        String bare = bracket < 0 ? host : host.substring(1, bracket);
        try {
            int port =
                    colon < 0
                            ? DEFAULT_PORT
                            : Integer.parseInt(server.substring(colon + 1).strip());
            return InetSocketAddress.createUnresolved(bare, port);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("not a ZooKeeper server: '" + server + "'", wrong);
        }
    }
}
