package io.matriarch.simulator.world;

import io.matriarch.event.Event;
import io.matriarch.value.Moment;

/** The process of an agent, as its ports meet it. */
interface AgentProcess {
    /** An event whose moment is read when the process takes it in. */
    interface Arrival {
        Event at(Moment at);
    }

    /** Runs inside the process: now, after the thaw, or never. */
    void enter(Runnable inside);

    /** An event reaches the process. */
    void deliver(Arrival arrival);

    /** Which start of this host's agent this is: a guard obeys the newest only. */
    long number();
}
