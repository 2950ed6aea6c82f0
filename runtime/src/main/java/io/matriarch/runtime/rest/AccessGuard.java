package io.matriarch.runtime.rest;

import io.matriarch.runtime.config.Credentials;
import io.matriarch.runtime.config.RestConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** Who may send unsafe requests: the allowlist first, then Basic authentication (contract 3.5). */
final class AccessGuard {
    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;

    private final List<String> allowlist;
    private final Optional<Credentials> credentials;

    AccessGuard(RestConfig config) {
        this.allowlist = config.allowlist();
        this.credentials = config.authentication();
    }

    /** The refusal, if there is one. */
    Optional<Reply> refusal(InetAddress from, Optional<String> authorization) {
        if (!allowlist.isEmpty() && allowlist.stream().noneMatch(entry -> covers(entry, from))) {
            return Optional.of(Reply.text(FORBIDDEN, "Access is denied"));
        }
        if (credentials.isEmpty()) {
            return Optional.empty();
        }
        if (authorization.isEmpty()) {
            return Optional.of(Reply.text(UNAUTHORIZED, "no auth header received"));
        }
        return credentials.get().matches(authorization.get())
                ? Optional.empty()
                : Optional.of(Reply.text(UNAUTHORIZED, "not authenticated"));
    }

    /** An address, a network such as {@code 10.0.0.0/8}, or a host name. */
    static boolean covers(String entry, InetAddress from) {
        int slash = entry.indexOf('/');
        try {
            String host = slash < 0 ? entry : entry.substring(0, slash);
            for (InetAddress address : InetAddress.getAllByName(host)) {
                int all = address.getAddress().length * Byte.SIZE;
                int bits = slash < 0 ? all : Integer.parseInt(entry.substring(slash + 1));
                if (isSame(address.getAddress(), from.getAddress(), bits)) {
                    return true;
                }
            }
        } catch (UnknownHostException | NumberFormatException _) {
            return false; // an entry that means nothing lets nobody in
        }
        return false;
    }

    private static boolean isSame(byte[] one, byte[] other, int bits) {
        if (one.length != other.length || bits < 0 || bits > one.length * Byte.SIZE) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((one[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
