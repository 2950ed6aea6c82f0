package io.matriarch.simulator.world;

import io.matriarch.action.PostgresAction;
import io.matriarch.driver.PostgresPort;
import io.matriarch.event.PostgresEvent;
import io.matriarch.state.Postgres;
import io.matriarch.state.Remote;
import io.matriarch.state.Slots;
import java.time.Duration;
import java.util.Optional;

/** The way of one agent to the PostgreSQL of its host. */
final class SimPostgresPort implements PostgresPort {
    private static final Range PROBE = Range.millis(2, 10);

    /** How long a probe waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Range ANSWER = Range.millis(10, 60);
    private static final Range CHECKPOINT = Range.millis(1000, 4000);

    private final World world;
    private final SimPostgres postgres;
    private final AgentProcess agent;
    private final SimReload reload;
    private final SimSlotOrders slots;
    private final Dice dice;

    SimPostgresPort(World world, SimMember host, AgentProcess agent) {
        this.world = world;
        this.postgres = host.postgres();
        this.agent = agent;
        this.reload = new SimReload(world, postgres, agent);
        this.slots = new SimSlotOrders(world, postgres, agent);
        postgres.watchedBy(agent);
        this.dice = world.seed().dice("probe/" + host.name() + "/" + agent.number());
    }

    @Override
    public void order(PostgresAction order) {
        switch (order) {
            case PostgresAction.Probe probe ->
                    world.agenda().after(dice.within(PROBE), () -> probe(probe));
            case PostgresAction.Checkpoint wanted ->
                    world.agenda().after(dice.within(CHECKPOINT), () -> checkpoint(wanted));
            case PostgresAction.TryWrite wanted ->
                    world.agenda().after(dice.within(PROBE), () -> write(wanted));
            case PostgresAction.SetSyncNames set ->
                    reload.order(set.request(), data -> data.names(set.names()));
            case PostgresAction.AdmitClients admit ->
                    reload.order(admit.request(), data -> data.closed(false));
            case PostgresAction.KeepSlots keep -> slots.order(keep);
            case PostgresAction.LookAtRemote look ->
                    world.agenda().after(dice.within(ANSWER), () -> lookAtRemote(look));
            case PostgresAction.Begin begin -> postgres.operations().begin(agent, begin);
            case PostgresAction.Hasten stop -> postgres.operations().hasten(agent, stop.id());
            case PostgresAction.Cancel cancel -> postgres.operations().cancel(agent, cancel.id());
        }
    }

    /** What IDENTIFY_SYSTEM and TIMELINE_HISTORY would bring over a replication connection. */
    private void lookAtRemote(PostgresAction.LookAtRemote look) {
        Remote.Answer answer =
                look.server()
                        .upstream()
                        .flatMap(source -> world.byConnUrl(source.connUrl()))
                        .filter(one -> world.network().connects(one.name(), postgres.name()))
                        .map(SimMember::postgres)
                        .filter(one -> one.acceptsWrites() || one.isStandby())
                        .<Remote.Answer>map(one ->
                                new Remote.Told(
                                        one.systemId().orElseThrow(),
                                        one.wal().timeline(),
                                        one.acceptsWrites(),
                                        one.data().historyFile()))
                        .orElse(new Remote.Silent("no route to host"));
        agent.deliver(at -> new PostgresEvent.RemoteSeen(at, look.request(), answer));
    }

    @Override
    public boolean isGone() {
        return postgres.isGone();
    }

    private void write(PostgresAction.TryWrite wanted) {
        if (postgres.acceptsWrites()) {
            postgres.disk().write(result -> tell(wanted, result));
        } else {
            tell(wanted, PostgresEvent.Result.UNTRIED);
        }
    }

    private void tell(PostgresAction.TryWrite wanted, PostgresEvent.Result result) {
        agent.deliver(at -> new PostgresEvent.WriteTried(at, wanted.request(), result));
    }

    private void tell(PostgresAction.Probe probe, Postgres found) {
        Optional<Slots.Found> slots =
                found instanceof Postgres.Primary || found instanceof Postgres.Standby
                        ? Optional.of(postgres.data().slotsFound(postgres.isStandby()))
                        : Optional.empty();
        agent.deliver(at -> new PostgresEvent.PostgresProbed(at, probe.request(), found, slots));
    }

    private void checkpoint(PostgresAction.Checkpoint wanted) {
        boolean writes = postgres.acceptsWrites();
        if (writes) {
            postgres.data().checkpointed();
        }
        String failure = writes ? "" : "no primary runs";
        agent.deliver(at -> new PostgresEvent.CheckpointEnded(at, wanted.request(), failure));
    }

    /** The agent's own process looks, so a frozen one looks after its thaw. */
    private void probe(PostgresAction.Probe probe) {
        agent.enter(() -> {
            Postgres found = postgres.look().found(probe.standbys());
            if (found instanceof Postgres.Hanging) {
                world.agenda().after(PATIENCE, () -> tell(probe, found));
            } else {
                tell(probe, found);
            }
        });
    }
}
