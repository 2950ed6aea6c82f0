package io.matriarch.runtime.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How to log in to PostgreSQL in one capacity.
 *
 * @param username the role; empty means that of the operating system
 * @param password empty for none
 * @param options further libpq keywords such as {@code sslmode}
 */
public record Login(String username, String password, SortedMap<String, String> options) {
    public Login {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /** Without the password: this is printed in logs. */
    @Override
    public String toString() {
        return "Login[" + username + "]";
    }
}
