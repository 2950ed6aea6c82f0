package io.matriarch.runtime.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** A user name and a password of HTTP's Basic authentication. */
public record Credentials(String username, String password) {
    /** The value of the {@code Authorization} header. */
    public String header() {
        byte[] plain = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(plain);
    }

    /** Compares in constant time, so that the time taken tells nothing about the password. */
    public boolean matches(String header) {
        return MessageDigest.isEqual(
                header().getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the password: this is printed in logs. */
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
