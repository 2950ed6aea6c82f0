package io.matriarch.state;

import io.matriarch.value.Lsn;
import io.matriarch.value.Moment;
import java.util.Optional;

/**
 * Since when our primary waits for whom it waits for now.
 *
 * @param mark the first reading that showed it; absent while our PostgreSQL is no primary, or was
 *     given an order whose effect is not seen yet
 */
public record Synchrony(Optional<Mark> mark) {
    public static final Synchrony UNKNOWN = new Synchrony(Optional.empty());

    /**
     * A reading of the names in force.
     *
     * @param names the names
     * @param ours as in {@link Replication}
     * @param closed as in {@link Replication}
     * @param since the end of the log when these names were first seen in force: whoever has come
     *     there lacks no commit that was acknowledged under other names
     * @param at when that was
     */
    public record Mark(SyncNames names, boolean ours, boolean closed, Lsn since, Moment at) {}
}
