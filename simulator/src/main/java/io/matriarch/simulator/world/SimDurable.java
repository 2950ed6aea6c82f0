package io.matriarch.simulator.world;

import io.matriarch.driver.DurableStore;
import io.matriarch.state.DurableFacts;

/** The durable facts of one host, kept at once unless its disk is full. */
final class SimDurable implements DurableStore {
    private DurableFacts facts = DurableFacts.NONE;
    private boolean full;

    @Override
    public boolean keep(DurableFacts kept) {
        if (!full) {
            facts = kept;
        }
        return !full;
    }

    /** Whether the disk is full; true when that is a change. */
    boolean full(boolean value) {
        boolean changed = full != value;
        full = value;
        return changed;
    }

    DurableFacts facts() {
        return facts;
    }
}
