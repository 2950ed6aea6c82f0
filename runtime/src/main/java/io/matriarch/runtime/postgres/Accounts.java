package io.matriarch.runtime.postgres;

import java.util.Optional;

/**
 * The roles of {@code postgresql.authentication}.
 *
 * @param superuser does everything on our own server
 * @param replication streams and copies
 * @param rewind reads files for {@code pg_rewind}; absent means the superuser does
 */
public record Accounts(Account superuser, Account replication, Optional<Account> rewind) {
    /** Whom {@code pg_rewind} connects as. */
    public Account forRewind() {
        return rewind.orElse(superuser);
    }
}
