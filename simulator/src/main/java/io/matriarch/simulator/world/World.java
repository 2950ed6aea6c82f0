package io.matriarch.simulator.world;

import io.matriarch.event.Event;
import io.matriarch.machine.Step;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A simulated cluster: hosts with an agent and a PostgreSQL each, one ZooKeeper, the network,
 * clients. Single thread; equal specs and equal calls give equal runs, in any JVM.
 *
 * <p>A world whose spec has a primary begins settled: before scenario time 0 it boots its members
 * from empty hosts, the primary first, and lets the machine make the cluster; at time 0 the primary
 * is writable and every standby streams. That prologue runs at negative times. Members that are
 * {@code EMPTY} start their agents at time 0.
 *
 * <p>{@link #now} is scenario time. Each host has a clock of its own (time since its boot), which
 * is what the events of its agent carry: see {@link SimMember#clock}.
 */
public final class World {
    private static final Instant WALL_AT_ZERO = Instant.parse("2025-01-01T00:00:00Z");

    private final WorldSpec spec;
    private final Seed seed;
    private final Agenda agenda;
    private final SimNetwork network = new SimNetwork();
    private final SimDcs dcs;
    private final Map<MemberName, SimMember> members = new LinkedHashMap<>();
    private final Map<MemberName, SimMember> outside = new LinkedHashMap<>();
    private final Map<String, SimMember> byConnUrl = new LinkedHashMap<>();
    private final List<WorldObserver> observers = new ArrayList<>();
    private final Faults faults = new Faults(this);
    private final Operator operator = new Operator(this);
    private final Clients clients = new Clients(this);
    private long segments;

    World(WorldSpec spec, WorldObserver observer, Moment start) {
        this.spec = spec;
        this.seed = new Seed(spec.seed());
        this.agenda = new Agenda(start);
        this.dcs = new SimDcs(this);
        observers.add(observer);
        for (MemberSpec one : spec.members()) {
            // Each host's clock tells another time, as on real machines: n1 1000 s, n2 2000 s at 0.
            Moment boot = Moment.ofMillis(-1_000_000L * (members.size() + 1));
            SimMember member = new SimMember(this, one, boot);
            (one.role().isOutside() ? outside : members).put(one.name(), member);
            byConnUrl.put(member.connUrl(), member);
        }
    }

    /**
     * Builds a world and settles it.
     *
     * @param observer told of everything from the first boot on
     * @throws IllegalStateException when an established cluster does not settle in time
     */
    public static World of(WorldSpec spec, WorldObserver observer) {
        return Prologue.play(spec, observer);
    }

    /** Builds a world and settles it; nobody watches the prologue. */
    public static World of(WorldSpec spec) {
        return of(spec, new WorldObserver() {});
    }

    /** Tells this observer too of everything from now on. */
    public void observe(WorldObserver observer) {
        observers.add(observer);
    }

    public WorldSpec spec() {
        return spec;
    }

    /** Scenario time. */
    public Moment now() {
        return agenda.now();
    }

    /**
     * Carries out the next event of the queue, however late it is due.
     *
     * @return false when the queue is empty
     * @throws IllegalStateException when events at one moment never end
     */
    public boolean step() {
        if (agenda.isEmpty()) {
            return false;
        }
        agenda.runNext();
        for (int i = 0; i < observers.size(); i++) {
            observers.get(i).afterEvent(this);
        }
        return true;
    }

    /** Carries out every event due until then, that moment included; it is {@code now} after. */
    public void runUntil(Moment end) {
        while (agenda.isDue(end)) {
            step();
        }
        agenda.pass(end);
    }

    /**
     * Runs until the condition holds, at most until {@code limit}. It is tried first as things are,
     * then after each event.
     *
     * @return whether it came to hold
     */
    public boolean runUntil(Moment limit, Predicate<World> condition) {
        while (!condition.test(this)) {
            if (!agenda.isDue(limit)) {
                agenda.pass(limit);
                return false;
            }
            step();
        }
        return true;
    }

    /**
     * Carries out {@code action} at that moment, before whatever else is due at it and is queued
     * later; at once when the moment has passed.
     */
    public void at(Moment moment, Runnable action) {
        agenda.at(moment, action);
    }

    /** The servers outside of the cluster, in the spec's order. */
    List<SimMember> outside() {
        return List.copyOf(outside.values());
    }

    /** All hosts: the members', and those outside. */
    public List<SimMember> hosts() {
        return Stream.concat(members.values().stream(), outside.values().stream()).toList();
    }

    /** All members in the spec's order. */
    public List<SimMember> members() {
        return List.copyOf(members.values());
    }

    /**
     * The member, or the server outside.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public SimMember member(MemberName name) {
        SimMember found = members.getOrDefault(name, outside.get(name));
        if (found == null) {
            throw new IllegalArgumentException("no member " + name);
        }
        return found;
    }

    /** Same, by its name's text. */
    public SimMember member(String name) {
        return member(new MemberName(name));
    }

    /** The members whose PostgreSQL accepts writes now. */
    public List<SimMember> writable() {
        return members.values().stream().filter(one -> one.postgres().acceptsWrites()).toList();
    }

    /** The true content of ZooKeeper. */
    public SimDcs dcs() {
        return dcs;
    }

    /** What can go wrong, and be mended. */
    public Faults faults() {
        return faults;
    }

    /** What an operator can ask for. */
    public Operator operator() {
        return operator;
    }

    /** Who writes. */
    public Clients clients() {
        return clients;
    }

    /** True wall time; a host's clock may tell another. */
    public Instant wall() {
        return WALL_AT_ZERO.plusNanos(now().nanos());
    }

    /** Wall time at that scenario time. */
    Instant wallAt(Duration time) {
        return WALL_AT_ZERO.plus(time);
    }

    Seed seed() {
        return seed;
    }

    Agenda agenda() {
        return agenda;
    }

    SimNetwork network() {
        return network;
    }

    boolean has(MemberName name) {
        return members.containsKey(name);
    }

    /**
     * The server at that address. Of several, the one that accepts writes ({@code
     * target_session_attrs}).
     */
    Optional<SimMember> byConnUrl(String connUrl) {
        int from = connUrl.indexOf("://") + 3;
        int to = connUrl.indexOf('/', from);
        String[] servers = connUrl.substring(from, to).split(",");
        if (servers.length == 1) {
            return Optional.ofNullable(byConnUrl.get(connUrl));
        }
        return Stream.of(servers)
                .map(one -> connUrl.substring(0, from) + one + connUrl.substring(to))
                .flatMap(url -> Optional.ofNullable(byConnUrl.get(url)).stream())
                .filter(one -> one.postgres().acceptsWrites())
                .findFirst();
    }

    long nextSegment() {
        return ++segments;
    }

    void tellStep(MemberName member, Event event, Step step) {
        observers.forEach(one -> one.onStep(member, event, step));
    }

    void tellFault(String text) {
        observers.forEach(one -> one.onFault(text));
    }

    void tellFact(String where, String text) {
        observers.forEach(one -> one.onFact(where, text));
    }
}
