package io.matriarch.simulator.world;

import io.matriarch.action.FenceAction;
import io.matriarch.event.FenceEvent;
import io.matriarch.value.Moment;
import java.util.Optional;

/**
 * The guard of one host: a process of its own, which kills PostgreSQL at the newest deadline it was
 * told, whatever the agent does meanwhile. It obeys the newest agent, and of that the order with
 * the greatest sequence.
 */
final class SimFence {
    private static final Range ORDER = Range.millis(0, 1);
    private static final Range KILL = Range.millis(1, 10);

    private final World world;
    private final SimMember host;
    private final Dice dice;
    private Optional<AgentProcess> master = Optional.empty();
    private long sequence;
    private boolean alive = true;
    private Optional<Moment> armedUntil = Optional.empty();
    private Moment lastOrder;

    SimFence(World world, SimMember host) {
        this.world = world;
        this.host = host;
        this.dice = world.seed().dice("fence/" + host.name());
        this.lastOrder = world.now();
    }

    /** An order leaves the agent; orders arrive in the order of sending. */
    void order(AgentProcess agent, FenceAction order) {
        Moment arrival = world.now().plus(dice.within(ORDER)).later(lastOrder);
        lastOrder = arrival;
        world.agenda().at(arrival, () -> obey(agent, order));
    }

    /** The host lost its power. */
    void lose() {
        armedUntil = Optional.empty();
        master = Optional.empty();
    }

    /** Its process is gone. */
    boolean die() {
        boolean lived = alive;
        alive = false;
        lose();
        return lived;
    }

    /** A new process, which obeys whoever speaks first. */
    boolean start() {
        boolean dead = !alive;
        alive = true;
        return dead;
    }

    private void obey(AgentProcess agent, FenceAction order) {
        if (!host.isUp()
                || !alive
                || master.filter(one -> one.number() > agent.number()).isPresent()) {
            return;
        }
        if (!master.equals(Optional.of(agent))) {
            master = Optional.of(agent);
            sequence = 0;
        }
        switch (order) {
            case FenceAction.ArmFence(long number, Moment until) -> {
                if (number > sequence) {
                    sequence = number;
                    arm(until);
                }
                agent.deliver(at -> new FenceEvent.FenceArmed(at, number, until));
            }
            case FenceAction.LimitFence(long number, Moment until) -> {
                if (number > sequence) {
                    sequence = number;
                    arm(armedUntil.map(until::earlier).orElse(until));
                }
                Moment told = armedUntil.orElse(until);
                agent.deliver(at -> new FenceEvent.FenceArmed(at, number, told));
            }
            case FenceAction.DisarmFence(long number) -> {
                if (number > sequence) {
                    sequence = number;
                    armedUntil = Optional.empty();
                }
                agent.deliver(at -> new FenceEvent.FenceDisarmed(at, number));
            }
            case FenceAction.FenceNow(String why) ->
                    world.agenda().after(dice.within(KILL), () -> kill("told to: " + why));
        }
    }

    private void arm(Moment until) {
        armedUntil = Optional.of(until);
        world.agenda()
                .at(
                        host.worldTime(until),
                        () -> {
                            if (world.spec().guard() && armedUntil.equals(Optional.of(until))) {
                                world.agenda().after(dice.within(KILL), () -> kill("deadline"));
                            }
                        });
    }

    private void kill(String why) {
        if (!host.isUp() || !alive) {
            return;
        }
        if (host.postgres().isRunning()) {
            world.tellFact(host.name().text(), "guard kills PostgreSQL: " + why);
        }
        armedUntil = Optional.empty();
        host.postgres().killed();
        master.ifPresent(agent -> agent.deliver(FenceEvent.Fenced::new));
    }
}
