package io.matriarch.runtime.postgres;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A role and how it connects.
 *
 * @param username its name
 * @param password its password; empty for none
 * @param options further libpq keywords, as {@code sslmode} (contract 4.2)
 */
public record Account(String username, String password, SortedMap<String, String> options) {
    public Account {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    public Account(String username, String password) {
        this(username, password, Collections.emptySortedMap());
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "Account[" + username + "]";
    }
}
