package io.matriarch.runtime.postgres;

import java.util.List;

/**
 * Where our PostgreSQL listens and is reached.
 *
 * @param listenAddresses the hosts of {@code postgresql.listen}, as {@code listen_addresses} takes
 *     them
 * @param port its port
 * @param connectAddress {@code host:port} under which others reach it
 * @param database the database that we connect to
 * @param useUnixSocket whether {@code postgresql.use_unix_socket} is set; our own connections go by
 *     TCP all the same
 */
public record Endpoint(
        String listenAddresses,
        int port,
        String connectAddress,
        String database,
        boolean useUnixSocket) {
    private static final List<String> ANY = List.of("*", "0.0.0.0", "localhost", "127.0.0.1");

    /** The host by which we ourselves connect: the loopback address where it listens there. */
    public String localHost() {
        List<String> hosts = List.of(listenAddresses.trim().split("\\s*,\\s*"));
        if (hosts.stream().anyMatch(ANY::contains)) {
            return "127.0.0.1";
        }
        return hosts.contains("::") ? "::1" : hosts.getFirst();
    }
}
