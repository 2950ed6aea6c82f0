package io.matriarch.driver;

import io.matriarch.action.FenceAction;

/**
 * The way to the guard. {@link #order} returns at once; each order is echoed by one event. Of
 * several armed deadlines the one with the greatest sequence counts, not the latest.
 */
public interface FencePort {
    void order(FenceAction order);
}
