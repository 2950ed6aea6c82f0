package io.matriarch.state;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.MemberName;
import io.matriarch.value.SessionId;

/** The leader lock as one read of the DCS showed it. */
public sealed interface Lock {
    /** No lock node. */
    record Free() implements Lock {}

    /**
     * Somebody's.
     *
     * @param holder the name in the node
     * @param owner the session that the node lives with: what makes a lock ours, not the name
     * @param epoch this tenure
     */
    record Held(MemberName holder, SessionId owner, LockEpoch epoch) implements Lock {}
}
