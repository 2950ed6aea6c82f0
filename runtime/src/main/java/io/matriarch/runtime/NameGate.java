package io.matriarch.runtime;

import io.matriarch.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps what the DCS client tells from the machine until our name is known to be ours alone: a
 * machine without a session writes nothing. Safe for use from several threads.
 */
final class NameGate implements Consumer<Event> {
    private final Consumer<Event> inside;
    private final List<Event> held = new ArrayList<>();
    private boolean open;

    /**
     * @param inside where events go, in their order
     */
    NameGate(Consumer<Event> inside) {
        this.inside = inside;
    }

    @Override
    public synchronized void accept(Event event) {
        if (open) {
            inside.accept(event);
        } else {
            held.add(event);
        }
    }

    /** Lets everything through from now on, what was held back first. */
    synchronized void open() {
        open = true;
        held.forEach(inside);
        held.clear();
    }
}
