package io.matriarch.simulator.world;

import io.matriarch.action.PostgresAction;
import io.matriarch.event.PostgresEvent;
import io.matriarch.state.SlotChange;
import java.util.ArrayList;
import java.util.List;

/** Changes to the slots of a running PostgreSQL by order of its agent. */
final class SimSlotOrders {
    private static final Range TIME = Range.millis(5, 50);

    private final World world;
    private final SimPostgres postgres;
    private final AgentProcess agent;
    private final Dice dice;

    SimSlotOrders(World world, SimPostgres postgres, AgentProcess agent) {
        this.world = world;
        this.postgres = postgres;
        this.agent = agent;
        this.dice = world.seed().dice("slots/" + postgres.name() + "/" + agent.number());
    }

    void order(PostgresAction.KeepSlots order) {
        world.agenda().after(dice.within(TIME), () -> agent.enter(() -> carryOut(order)));
    }

    private void carryOut(PostgresAction.KeepSlots order) {
        List<String> failures = new ArrayList<>();
        boolean runs = postgres.acceptsWrites() || postgres.isStandby();
        for (SlotChange change : order.changes()) {
            if (!runs || postgres.isFrozen()) {
                failures.add("PostgreSQL takes no connections");
            } else {
                postgres.data()
                        .slots()
                        .change(change, postgres.position(), postgres.acceptsWrites())
                        .ifPresent(failures::add);
            }
        }
        agent.deliver(at -> new PostgresEvent.SlotsKept(at, order.request(), failures));
    }
}
