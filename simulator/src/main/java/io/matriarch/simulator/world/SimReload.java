package io.matriarch.simulator.world;

import io.matriarch.event.PostgresEvent;
import io.matriarch.value.RequestId;
import java.util.function.Consumer;

/** Changes of a running PostgreSQL's configuration by order of its agent. */
final class SimReload {
    private static final Range RELOAD = Range.millis(20, 100);

    private final World world;
    private final SimPostgres postgres;
    private final AgentProcess agent;
    private final Dice dice;

    SimReload(World world, SimPostgres postgres, AgentProcess agent) {
        this.world = world;
        this.postgres = postgres;
        this.agent = agent;
        this.dice = world.seed().dice("reload/" + postgres.name() + "/" + agent.number());
    }

    /** Changes the configuration and has it read, unless PostgreSQL is no primary any more. */
    void order(RequestId request, Consumer<DataDirectory> change) {
        long life = postgres.life();
        world.agenda()
                .after(
                        dice.within(RELOAD),
                        () -> agent.enter(() -> carryOut(request, change, life)));
    }

    private void carryOut(RequestId request, Consumer<DataDirectory> change, long life) {
        if (!postgres.acceptsWrites() || postgres.life() != life) {
            agent.deliver(at -> new PostgresEvent.ReloadFailed(at, request, "is no primary"));
            return;
        }
        change.accept(postgres.data());
        postgres.senders().release();
        agent.deliver(at -> new PostgresEvent.ReloadDone(at, request));
    }
}
