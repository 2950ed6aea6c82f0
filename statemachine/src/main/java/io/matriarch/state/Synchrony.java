package io.matriarch.state;

import io.matriarch.value.Lsn;
import io.matriarch.value.Moment;
import java.util.Optional;

/**
 * Since when our primary waits for whom it waits for now.
 *
 * @param mark the first reading that showed it; absent while our PostgreSQL is no primary, or was
 *     given an order whose effect is not seen yet
 * @param last the newest reading of our primary, kept when it goes down; absent when what was in
 *     force then cannot be told from it
 * @param settledAt no look that was asked for before gives a mark: some of the server's processes
 *     may not have read what the look shows
 */
public record Synchrony(Optional<Mark> mark, Optional<Mark> last, Moment settledAt) {
    public static final Synchrony UNKNOWN = settling(Moment.LONG_AGO);

    /** Nothing is known, and nothing that is seen counts before this moment. */
    public static Synchrony settling(Moment until) {
        return new Synchrony(Optional.empty(), Optional.empty(), until);
    }

    /** What was just read, and does not count yet. */
    public static Synchrony settling(Mark read, Moment until) {
        return new Synchrony(Optional.empty(), Optional.of(read), until);
    }

    /** What was just read. */
    public static Synchrony of(Mark read) {
        return new Synchrony(Optional.of(read), Optional.of(read), Moment.LONG_AGO);
    }

    /** The server that it was read of does not run: the next one reads all at its start. */
    public Synchrony down() {
        return new Synchrony(Optional.empty(), last, Moment.LONG_AGO);
    }

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
