package io.matriarch.runtime.postgres.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The address in a {@code conn_url}, {@code postgres://host:port/db} (contract 1.4).
 *
 * @param host a name or an address, without brackets
 * @param port its port
 * @param database the database; empty when none is named
 */
public record UpstreamAddress(String host, int port, String database) {
    private static final int DEFAULT_PORT = 5432;

    /**
     * Reads a URL; user, password and query are left out.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static UpstreamAddress parse(String connUrl) {
        int scheme = connUrl.indexOf("://");
        if (scheme < 0 || !connUrl.startsWith("postgres")) {
            throw new IllegalArgumentException("not a connection URL: '" + connUrl + "'");
        }
        String rest = connUrl.substring(scheme + 3).replaceFirst("[?#].*$", "");
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String database = slash < 0 ? "" : rest.substring(slash + 1);
        authority = authority.substring(authority.lastIndexOf('@') + 1);
        return ofAuthority(authority, database, connUrl);
    }

    /**
     * Reads a URL that may name several servers by comma, as libpq does.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static List<UpstreamAddress> parseAll(String connUrl) {
        int from = connUrl.indexOf("://") + 3;
        int slash = connUrl.indexOf('/', from);
        int to = slash < 0 ? connUrl.length() : slash;
        return Stream.of(connUrl.substring(from, to).split(","))
                .map(server -> parse(connUrl.substring(0, from) + server + connUrl.substring(to)))
                .toList();
    }

    /** Whether both lists lead to the same servers, in the same order. */
    public static boolean areSame(List<UpstreamAddress> some, List<UpstreamAddress> others) {
        return some.size() == others.size()
                && IntStream.range(0, some.size())
                        .allMatch(i -> some.get(i).isSameServer(others.get(i)));
    }

    /** The URL of several servers; the first one's database counts. */
    public static String url(List<UpstreamAddress> servers) {
        String authority =
                servers.stream()
                        .map(server -> server.urlHost() + ":" + server.port())
                        .collect(Collectors.joining(","));
        return "postgres://" + authority + "/" + servers.getFirst().database();
    }

    private static UpstreamAddress ofAuthority(String authority, String database, String url) {
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("no host in connection URL '" + url + "'");
        }
        int port = hasPort ? Integer.parseInt(authority, colon + 1, authority.length(), 10) : 0;
        return new UpstreamAddress(host, port == 0 ? DEFAULT_PORT : port, database);
    }

    /** Whether both lead to the same server; the database does not matter. */
    public boolean isSameServer(UpstreamAddress other) {
        return host.equalsIgnoreCase(other.host) && port == other.port;
    }

    /** The host as URLs write it: an IPv6 address in brackets. */
    public String urlHost() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** The URL, in the form of {@code conn_url}. */
    public String url() {
        return url(List.of(this));
    }
}
