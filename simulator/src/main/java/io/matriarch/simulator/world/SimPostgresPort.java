package io.matriarch.simulator.world;

import io.matriarch.action.PostgresAction;
import io.matriarch.driver.PostgresPort;
import io.matriarch.event.PostgresEvent;
import io.matriarch.state.Postgres;

/** The way of one agent to the PostgreSQL of its host. */
final class SimPostgresPort implements PostgresPort {
    private static final Range PROBE = Range.millis(2, 10);

    private final World world;
    private final SimPostgres postgres;
    private final AgentProcess agent;
    private final SimReload reload;
    private final Dice dice;

    SimPostgresPort(World world, SimMember host, AgentProcess agent) {
        this.world = world;
        this.postgres = host.postgres();
        this.agent = agent;
        this.reload = new SimReload(world, postgres, agent);
        postgres.watchedBy(agent);
        this.dice = world.seed().dice("probe/" + host.name() + "/" + agent.number());
    }

    @Override
    public void order(PostgresAction order) {
        switch (order) {
            case PostgresAction.Probe probe ->
                    world.agenda().after(dice.within(PROBE), () -> probe(probe));
            case PostgresAction.SetSyncNames set ->
                    reload.order(set.request(), data -> data.names(set.names()));
            case PostgresAction.AdmitClients admit ->
                    reload.order(admit.request(), data -> data.closed(false));
            case PostgresAction.Begin begin -> postgres.operations().begin(agent, begin);
            case PostgresAction.Cancel cancel -> postgres.operations().cancel(agent, cancel.id());
        }
    }

    @Override
    public boolean isGone() {
        return postgres.isGone();
    }

    /** The agent's own process looks, so a frozen one looks after its thaw. */
    private void probe(PostgresAction.Probe probe) {
        agent.enter(() -> {
            Postgres found = postgres.found(probe.standbys());
            agent.deliver(at -> new PostgresEvent.PostgresProbed(at, probe.request(), found));
        });
    }
}
