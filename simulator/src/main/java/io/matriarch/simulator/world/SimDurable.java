package io.matriarch.simulator.world;

import io.matriarch.driver.DurableStore;
import io.matriarch.state.DurableFacts;

/** The durable facts of one host, kept at once. */
final class SimDurable implements DurableStore {
    private DurableFacts facts = DurableFacts.NONE;

    @Override
    public boolean keep(DurableFacts kept) {
        facts = kept;
        return true;
    }

    DurableFacts facts() {
        return facts;
    }
}
