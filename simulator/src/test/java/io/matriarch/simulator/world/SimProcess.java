package io.matriarch.simulator.world;

import io.matriarch.event.Event;
import java.util.ArrayList;
import java.util.List;

/** An agent's process without an agent: it only notes the events that its ports deliver. */
final class SimProcess implements AgentProcess {
    private final SimMember host;
    private final long number;
    private final List<Event> events = new ArrayList<>();
    private boolean alive = true;

    SimProcess(SimMember host, long number) {
        this.host = host;
        this.number = number;
    }

    @Override
    public void enter(Runnable inside) {
        if (alive) {
            inside.run();
        }
    }

    @Override
    public void deliver(Arrival arrival) {
        enter(() -> events.add(arrival.at(host.clock().now())));
    }

    @Override
    public long number() {
        return number;
    }

    List<Event> events() {
        return events;
    }

    void die() {
        alive = false;
    }
}
