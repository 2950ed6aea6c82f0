package io.matriarch.runtime.postgres.config;

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
        return "postgres://" + urlHost() + ":" + port + "/" + database;
    }
}
