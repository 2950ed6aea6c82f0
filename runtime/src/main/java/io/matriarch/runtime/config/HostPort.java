package io.matriarch.runtime.config;

import java.util.Optional;

/**
 * An address.
 *
 * @param host a name, an address without brackets, or for listening a wildcard or a comma list
 * @param port 0 to 65535; 0 lets the system choose, for tests
 */
public record HostPort(String host, int port) {
    /** Reads {@code host:port} or {@code [v6]:port}; empty when it is neither. */
    static Optional<HostPort> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String host = text.substring(0, colon).strip();
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1).strip());
            return port < 0 || port > 65535
                    ? Optional.empty()
                    : Optional.of(new HostPort(host, port));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Whether it means every address of the machine. */
    public boolean isWildcard() {
        return switch (host) {
            case "", "*", "0.0.0.0", "::" -> true;
            default -> false;
        };
    }

    /** Whether others can connect to exactly this. */
    boolean isConcrete() {
        return !isWildcard() && host.indexOf(',') < 0 && port > 0;
    }

    /** The form in URLs: an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
