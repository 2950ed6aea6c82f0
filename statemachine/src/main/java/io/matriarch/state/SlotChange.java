package io.matriarch.state;

import io.matriarch.value.Lsn;

/** One change to the replication slots of our PostgreSQL. Doing what is done changes nothing. */
public sealed interface SlotChange {
    /** Which slot. */
    String slot();

    /** For the operator. */
    String why();

    /** Drop it, unless somebody uses it. */
    record Drop(String slot, String why) implements SlotChange {}

    /** Make a physical one that keeps log from now on. */
    record MakePhysical(String slot, String why) implements SlotChange {}

    /** Drop a physical one that is worth nothing, unless somebody uses it, and make it anew. */
    record Remake(String slot, String why) implements SlotChange {}

    /** Make a logical one that decodes from now on: on a primary only. */
    record MakeLogical(String slot, String database, String plugin, String why)
            implements SlotChange {}

    /**
     * Move it on: what its user has is not kept any more.
     *
     * @param database where it decodes; empty for a physical one
     * @param to not beyond what our PostgreSQL has replayed or flushed
     */
    record Advance(String slot, String database, Lsn to, String why) implements SlotChange {}
}
