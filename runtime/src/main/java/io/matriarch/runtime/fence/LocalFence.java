package io.matriarch.runtime.fence;

import io.matriarch.driver.FencePort;
import io.matriarch.event.Event;

/** A fence of this machine, with a guard process or without. */
public interface LocalFence extends FencePort, AutoCloseable {
    /** The machine has taken a step for this event: the agent does not hang. */
    void taken(Event event);

    /** Ends our part of it. A guard that is armed goes on without us. */
    @Override
    void close();
}
