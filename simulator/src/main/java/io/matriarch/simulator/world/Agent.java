package io.matriarch.simulator.world;

import io.matriarch.action.AgentAction;
import io.matriarch.action.FenceAction;
import io.matriarch.driver.Driver;
import io.matriarch.driver.Ports;
import io.matriarch.event.Booted;
import io.matriarch.event.Event;
import io.matriarch.event.Tick;
import io.matriarch.machine.Genesis;
import io.matriarch.machine.Step;
import io.matriarch.state.LocalSettings;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One run of a member's agent, from its start to its death: the real driver on simulated ports.
 *
 * <p>Whatever happens inside its process goes through {@link #enter}: it waits while the process is
 * frozen and never happens once it is dead.
 */
final class Agent implements AgentProcess {
    private static final Range END = Range.millis(20, 200);

    private final World world;
    private final SimMember host;
    private final long number;
    private final SimDcsClient dcs;
    private final SimPeers peers;
    private final Driver driver;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private AgentStatus status = AgentStatus.RUNNING;
    private Optional<AgentAction.EndAgent> end = Optional.empty();
    private Moment wakeAt = Moment.NEVER;
    private long wakes;
    private boolean ending;

    Agent(World world, SimMember host, long number) {
        this.world = world;
        this.host = host;
        this.number = number;
        this.dcs = new SimDcsClient(world, host, this);
        this.peers = new SimPeers(world, host, this);
        Ports ports =
                new Ports(
                        dcs,
                        new SimPostgresPort(world, host, this),
                        peers,
                        this::fence,
                        order -> host.watchdog().order(this, order),
                        this::obey,
                        host.journal(),
                        host.store(),
                        host.clock());
        this.driver =
                new Driver(
                        ports,
                        Genesis.state(),
                        event -> world.agenda().at(world.now(), () -> deliver(_ -> event)),
                        world.spec().table());
    }

    /** The first event, and the first connection to ZooKeeper. */
    void boot(LocalSettings local) {
        dcs.open();
        long seed = world.seed().fork("agent/" + host.name() + "/" + number).value();
        deliver(at ->
                new Booted(
                        at,
                        host.wall(),
                        local,
                        host.settings(),
                        host.durable(),
                        seed,
                        host.told()));
    }

    @Override
    public void enter(Runnable inside) {
        switch (status) {
            case RUNNING -> inside.run();
            case FROZEN -> waiting.add(inside);
            case DEAD -> {}
        }
    }

    @Override
    public void deliver(Arrival arrival) {
        enter(() -> accept(arrival.at(host.clock().now())));
    }

    AgentStatus status() {
        return status;
    }

    @Override
    public long number() {
        return number;
    }

    SimPeers peers() {
        return peers;
    }

    Driver driver() {
        return driver;
    }

    void freeze() {
        status = AgentStatus.FROZEN;
    }

    void thaw() {
        status = AgentStatus.RUNNING;
        while (!waiting.isEmpty() && status == AgentStatus.RUNNING) {
            waiting.remove().run();
        }
    }

    void die() {
        status = AgentStatus.DEAD;
        waiting.clear();
        dcs.processDied();
        host.postgres().operations().agentDied(this);
    }

    private void fence(FenceAction order) {
        host.keepTold(order);
        host.fence().order(this, order);
    }

    private void obey(AgentAction order) {
        switch (order) {
            case AgentAction.EndAgent one -> end = Optional.of(one);
            case AgentAction.RunCallback _ -> {} // a script outside of the world
            case AgentAction.Answer answer ->
                    world.tellFact(host.name().text(), "answers: " + answer.text());
        }
    }

    private void accept(Event event) {
        if (status == AgentStatus.DEAD) {
            return;
        }
        Step step = driver.accept(event);
        world.tellStep(host.name(), event, step);
        if (end.isPresent()) {
            endLater(end.get());
        } else {
            wakeUp(driver.wakeAt());
        }
    }

    /** The process takes a moment to end; what reaches it meanwhile is still taken in. */
    private void endLater(AgentAction.EndAgent order) {
        if (!ending) {
            ending = true;
            Duration rest = world.seed().dice("end/" + host.name() + "/" + number).within(END);
            world.agenda()
                    .after(
                            rest,
                            () ->
                                    enter(() -> {
                                        die();
                                        host.agentEnded(order);
                                    }));
        }
    }

    private void wakeUp(Moment due) {
        if (due.equals(wakeAt)) {
            return;
        }
        wakeAt = due;
        long wake = ++wakes;
        if (!due.equals(Moment.NEVER)) {
            world.agenda().at(host.worldTime(due), () -> enter(() -> tick(wake)));
        }
    }

    private void tick(long wake) {
        if (wake == wakes) {
            wakeAt = Moment.NEVER;
            accept(new Tick(host.clock().now(), host.wall()));
        }
    }
}
