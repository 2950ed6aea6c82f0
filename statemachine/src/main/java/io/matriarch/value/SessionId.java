package io.matriarch.value;

/**
 * A DCS session: what owns ephemeral nodes.
 *
 * @param id ZooKeeper's session id
 */
public record SessionId(long id) implements Comparable<SessionId> {
    @Override
    public int compareTo(SessionId other) {
        return Long.compare(id, other.id);
    }

    @Override
    public String toString() {
        return Long.toHexString(id);
    }
}
