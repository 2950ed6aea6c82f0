package io.matriarch.driver;

import io.matriarch.state.DurableFacts;

/** Where the durable facts are kept. */
public interface DurableStore {
    /**
     * Keeps the facts so that they survive a loss of power, before it returns.
     *
     * @return false when they could not be kept: actions that depend on them must not run
     */
    boolean keep(DurableFacts facts);
}
