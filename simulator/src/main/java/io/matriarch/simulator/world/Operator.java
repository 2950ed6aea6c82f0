package io.matriarch.simulator.world;

import io.matriarch.event.OperatorEvent;
import io.matriarch.simulator.mishap.SlotDeed;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Lock;
import io.matriarch.state.RestartWish;
import io.matriarch.value.MemberName;
import io.matriarch.value.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an operator does: writes requests into the DCS as the REST API would, and wakes the agent of
 * the member that the lock names with {@code LookRequested}.
 */
public final class Operator {
    private final World world;
    private long orders;

    Operator(World world) {
        this.world = world;
    }

    /**
     * Asks that the leader hands over, to the candidate if one is named.
     *
     * @param when the scenario time of a scheduled one
     */
    public void switchover(
            MemberName leader, Optional<MemberName> candidate, Optional<Duration> when) {
        ask(Optional.of(leader), candidate, when.map(world::wallAt));
    }

    /** Asks that the candidate leads. */
    public void failover(MemberName candidate) {
        ask(Optional.empty(), Optional.of(candidate), Optional.empty());
    }

    /** The general form: what {@code /failover} may hold (contract 1.5). */
    public void ask(
            Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at) {
        String from = leader.map(name -> " from " + name).orElse("");
        String to = candidate.map(name -> " to " + name).orElse("");
        world.tellFault(
                (leader.isPresent() ? "switchover" : "failover")
                        + from
                        + to
                        + at.map(when -> " at " + when).orElse(""));
        world.dcs().tree().ask(leader, candidate, at);
        wakeLeader();
    }

    /** Does something with a slot, past the agent. */
    public void slot(SlotDeed deed, String slot, MemberName member) {
        world.tellFault(deed.word() + " slot " + slot + " on " + member);
        SimPostgres postgres = world.member(member).postgres();
        SimSlots slots = postgres.data().slots();
        switch (deed) {
            case MAKE -> slots.make(slot, postgres.position());
            case USE -> slots.active(slot, true);
            case LEAVE -> slots.active(slot, false);
            case PIN -> slots.pin(slot);
            case CONSUME -> slots.confirmed(slot, postgres.position());
        }
    }

    /** Writes {@code /config}. */
    public void configure(DynamicSettings settings) {
        world.tellFault("configure " + settings);
        world.dcs().tree().writeConfig(settings);
    }

    /** Puts the cluster into maintenance, or ends it: {@code pause} in {@code /config}. */
    public void maintenance(boolean on) {
        world.tellFault(on ? "pause" : "resume");
        if (world.dcs().tree().view().config() instanceof Config.Present present) {
            world.dcs().tree().writeConfig(present.settings().withMaintenance(on));
        }
    }

    /**
     * Orders a restart from the member's agent, as its REST API would.
     *
     * @param when the scenario time of a scheduled one
     */
    public void restart(MemberName member, Optional<Duration> when) {
        Optional<Instant> wall = when.map(world::wallAt);
        world.tellFault("restart " + member + wall.map(at -> " at " + at).orElse(""));
        OrderId order = new OrderId(++orders);
        world.member(member)
                .process()
                .ifPresent(agent ->
                        agent.deliver(at ->
                                new OperatorEvent.RestartRequested(
                                        at, order, wall, RestartWish.ANY)));
    }

    /** Orders that the member's data be replaced by a copy. */
    public void reinitialize(MemberName member, boolean force) {
        world.tellFault("reinitialize " + member + (force ? " force" : ""));
        OrderId order = new OrderId(++orders);
        world.member(member)
                .process()
                .ifPresent(agent ->
                        agent.deliver(at ->
                                new OperatorEvent.ReinitializeRequested(at, order, force, false)));
    }

    /** Writes {@code /sync}, as a leader in synchronous mode would. */
    public void writeSync(Optional<MemberName> leader, List<MemberName> standbys, int quorum) {
        world.tellFault("write sync " + leader.map(MemberName::text).orElse("{}"));
        world.dcs().tree().writeSync(leader, standbys, quorum);
    }

    private void wakeLeader() {
        if (world.dcs().lock() instanceof Lock.Held held && world.has(held.holder())) {
            world.member(held.holder())
                    .process()
                    .ifPresent(agent -> agent.deliver(OperatorEvent.LookRequested::new));
        }
    }
}
