package io.matriarch.simulator.world;

import io.matriarch.action.AgentAction;
import io.matriarch.action.FenceAction;
import io.matriarch.driver.Clock;
import io.matriarch.driver.Driver;
import io.matriarch.event.OperatorEvent;
import io.matriarch.state.Callback;
import io.matriarch.state.Cluster;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.NodeState;
import io.matriarch.state.Scripts;
import io.matriarch.state.Tags;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A member: a host with its agent, its PostgreSQL and its guard. */
public final class SimMember {
    private static final Duration BOOT = Duration.ofSeconds(10);

    private final World world;
    private final MemberSpec spec;
    private final SimJournal journal;
    private final SimDurable store = new SimDurable();
    private final SimPostgres postgres;
    private final SimFence fence;
    private final SimWatchdog watchdog;
    private final Crystal crystal;
    private Tags tags;
    private WatchdogPolicy policy;
    private Duration wallError = Duration.ZERO;
    private boolean up = true;
    private Optional<Agent> agent = Optional.empty();
    private Optional<SessionId> session = Optional.empty();
    private Optional<DynamicSettings> remembered = Optional.empty();
    private Optional<Moment> told = Optional.empty();
    private long starts;

    SimMember(World world, MemberSpec spec, Moment poweredAt) {
        this.world = world;
        this.spec = spec;
        this.crystal = new Crystal(poweredAt);
        this.tags = spec.tags();
        this.journal = new SimJournal(world.spec().digests());
        this.postgres = new SimPostgres(world, this);
        this.fence = new SimFence(world, this);
        this.watchdog = new SimWatchdog(world, this, spec.dog().device());
        this.policy = WatchdogPolicy.DEFAULTS.with(spec.dog().mode());
    }

    public MemberName name() {
        return spec.name();
    }

    public MemberSpec spec() {
        return spec;
    }

    /** Its tags, as its configuration file has them. */
    public Tags tags() {
        return tags;
    }

    /** What the agent reads when it starts next. */
    void tags(Tags value) {
        tags = value;
    }

    /** Whether the host has power. */
    public boolean isUp() {
        return up;
    }

    public AgentStatus agent() {
        return agent.map(Agent::status).orElse(AgentStatus.DEAD);
    }

    /** The agent's driver; absent while the agent is dead. */
    public Optional<Driver> driver() {
        return agent.map(Agent::driver);
    }

    /** What the agent believes; absent while it is dead. */
    public Optional<NodeState> belief() {
        return driver().map(Driver::state);
    }

    /** The true PostgreSQL. */
    public SimPostgres postgres() {
        return postgres;
    }

    public SimJournal journal() {
        return journal;
    }

    /** What the agent kept on disk. */
    public DurableFacts durable() {
        return store.facts();
    }

    /** The host's monotonic clock: time since its boot, what permits and leases are counted in. */
    public Clock clock() {
        return () -> crystal.local(world.now());
    }

    /** Whether that changes anything. */
    boolean clockRate(int permille) {
        return crystal.rate(world.now(), permille);
    }

    /** The host's wall clock. */
    Instant wall() {
        return world.wall().plus(wallError).plus(crystal.error(world.now()));
    }

    void stepClock(Duration step) {
        wallError = wallError.plus(step);
    }

    /** Where clients and standbys reach its PostgreSQL. */
    String connUrl() {
        return "postgres://" + name() + ":5432/postgres";
    }

    /** The scenario time of a moment of this host's clock; its boot for an earlier one. */
    Moment worldTime(Moment local) {
        return crystal.world(local.later(Moment.ZERO));
    }

    /** The deadline that an agent told the guard last, since the machine was started. */
    Optional<Moment> told() {
        return told;
    }

    void keepTold(FenceAction order) {
        switch (order) {
            case FenceAction.ArmFence(long _, Moment until) -> told = Optional.of(until);
            case FenceAction.LimitFence(long _, Moment until) ->
                    told = Optional.of(told.map(until::earlier).orElse(until));
            case FenceAction.DisarmFence _, FenceAction.FenceNow _ -> told = Optional.empty();
        }
    }

    SimFence fence() {
        return fence;
    }

    SimWatchdog watchdog() {
        return watchdog;
    }

    /** The configuration file says this from now on, and the agent reads it. */
    void configure(WatchdogPolicy.Mode mode) {
        policy = policy.with(mode);
        WatchdogPolicy told = policy;
        agent.ifPresent(one -> one.deliver(at -> new OperatorEvent.WatchdogConfigured(at, told)));
    }

    SimDurable store() {
        return store;
    }

    Optional<Agent> process() {
        return agent;
    }

    /** The session that the agent wrote to its disk. */
    Optional<SessionId> session() {
        return session;
    }

    void keepSession(Optional<SessionId> kept) {
        session = kept;
    }

    /**
     * The settings that an agent begins with: those that the last run read, else those that the
     * cluster is made with, which say nothing of maintenance.
     */
    DynamicSettings settings() {
        return remembered.orElse(world.spec().settings().withMaintenance(false));
    }

    boolean startAgent() {
        if (!up || agent.isPresent() || spec.role().isOutside()) {
            return false;
        }
        Agent started = new Agent(world, this, ++starts);
        agent = Optional.of(started);
        started.boot(local());
        return true;
    }

    boolean stopAgent() {
        agent.ifPresent(one -> one.deliver(OperatorEvent.StopRequested::new));
        return agent.isPresent();
    }

    boolean killAgent() {
        boolean alive = agent.isPresent();
        remember();
        agent.ifPresent(Agent::die);
        agent = Optional.empty();
        return alive;
    }

    /** The agent carried out its own end. */
    void agentEnded(AgentAction.EndAgent order) {
        remember();
        agent = Optional.empty();
        world.tellFact(
                name().text(), "agent ends with " + order.exitCode() + ": " + order.message());
    }

    private void remember() {
        belief().filter(state -> state.cluster() instanceof Cluster.Seen)
                .ifPresent(state -> remembered = Optional.of(state.settings()));
    }

    boolean losePower() {
        if (!up) {
            return false;
        }
        killAgent();
        fence.lose();
        watchdog.lose();
        told = Optional.empty();
        world.network().power(name(), false);
        postgres.crash();
        postgres.disk().powerLost();
        up = false;
        return true;
    }

    /** The host boots and starts its agent; its clock counts from this boot. */
    boolean getPower() {
        if (up) {
            return false;
        }
        up = true;
        crystal.start(world.now().minus(BOOT));
        world.network().power(name(), true);
        startAgent();
        return true;
    }

    /** What its script before a promotion says. */
    boolean agreesToLead() {
        return spec.consent() != MemberSpec.Consent.REFUSES;
    }

    private LocalSettings local() {
        return new LocalSettings(
                name(),
                "sim",
                connUrl(),
                "http://" + name() + ":8008/patroni",
                "4.1.4",
                tags,
                new Scripts(
                        List.of(Callback.values()),
                        spec.consent() != MemberSpec.Consent.UNASKED,
                        false,
                        false),
                true,
                world.spec().tickTime(),
                world.spec().guard(),
                policy,
                spec.handoff());
    }
}
