package io.matriarch.simulator.world;

import io.matriarch.value.Revision;
import io.matriarch.value.SessionId;
import java.util.Optional;

/**
 * A node of ZooKeeper.
 *
 * @param content what it holds
 * @param czxid the transaction that created it
 * @param version how often it was written since
 * @param owner the session that it goes with, if any
 */
record Node<T>(T content, long czxid, int version, Optional<SessionId> owner) {
    Revision revision() {
        return new Revision(version, czxid);
    }

    Node<T> with(T changed) {
        return new Node<>(changed, czxid, version + 1, owner);
    }
}
