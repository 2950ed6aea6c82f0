package io.matriarch.simulator.world;

import io.matriarch.action.PostgresAction;
import io.matriarch.event.OperationEvent;
import io.matriarch.simulator.mishap.Tool;
import io.matriarch.state.Feed;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Upstream;
import io.matriarch.value.OperationId;
import io.matriarch.value.SystemId;
import java.time.Duration;
import java.util.Optional;

/**
 * Long work on one data directory, by order of its agent. Cut midway it leaves what reality leaves:
 * a half made directory is worthless, what PostgreSQL was told of goes on by itself.
 */
final class SimOperations {
    private static final Range RELOAD = Range.millis(20, 100);
    private static final Range CANCEL = Range.millis(10, 50);
    private static final Duration POLL = Duration.ofMillis(20);

    private final World world;
    private final SimPostgres postgres;
    private final Dice dice;
    private final Obstacles obstacles;
    private final Tools tools = new Tools();
    private final SimSources sources;
    private final SimShutdown shutdown;
    private Optional<Job> current = Optional.empty();

    SimOperations(World world, SimPostgres postgres) {
        this.world = world;
        this.postgres = postgres;
        this.sources = new SimSources(world, postgres);
        this.dice = world.seed().dice("operation/" + postgres.name());
        this.obstacles = new Obstacles(postgres, sources);
        this.shutdown = new SimShutdown(world, postgres, dice);
    }

    Tools tools() {
        return tools;
    }

    Optional<Operation> current() {
        return current.map(Job::operation);
    }

    void begin(AgentProcess agent, PostgresAction.Begin begin) {
        Job job = new Job(agent, begin.id(), begin.operation(), begin.permit());
        if (current.isPresent()) {
            world.agenda()
                    .after(POLL, () -> tell(job, new Outcome.Failed("another operation runs")));
            return;
        }
        current = Optional.of(job);
        Optional<Outcome> obstacle =
                obstacles.of(job.operation()).or(() -> tools.breakage(job.operation()));
        if (obstacle.isPresent()) {
            whileCurrent(job, POLL, () -> finish(job, obstacle.get()));
            return;
        }
        workAlone(job);
        Duration patience = begin.deadline().since(postgres.host().clock().now());
        if (patience.compareTo(Duration.ofDays(1)) < 0) {
            whileCurrent(job, patience, () -> giveUp(job, new Outcome.Failed("deadline reached")));
        }
    }

    void cancel(AgentProcess agent, OperationId id) {
        current.filter(job -> job.agent() == agent && job.id().equals(id))
                .ifPresent(job ->
                        whileCurrent(
                                job,
                                dice.within(CANCEL),
                                () -> giveUp(job, new Outcome.Cancelled())));
    }

    void hasten(AgentProcess agent, OperationId id) {
        current.filter(job -> job.agent() == agent && job.id().equals(id))
                .filter(job -> job.operation() instanceof Operation.Stop)
                .ifPresent(_ -> postgres.crash());
    }

    /** The guard kills everything that works on the data directory; a copy from afar goes on. */
    void cut() {
        current.filter(job -> !(job.operation() instanceof Operation.Basebackup))
                .ifPresent(job -> giveUp(job, new Outcome.Lost()));
    }

    /** The agent's child processes die with it; what PostgreSQL was told goes on. */
    void agentDied(AgentProcess agent) {
        current.filter(job -> job.agent() == agent).ifPresent(_ -> current = Optional.empty());
    }

    SimSources sources() {
        return sources;
    }

    /** Whoever waited for PostgreSQL finds it gone; for a stop that is success. */
    void postgresEnded() {
        current.filter(job -> !Tools.doAlone(job.operation()))
                .ifPresent(job -> {
                    Outcome outcome =
                            job.operation() instanceof Operation.Stop
                                    ? new Outcome.Succeeded()
                                    : new Outcome.Failed("PostgreSQL ended");
                    whileCurrent(job, POLL, () -> finish(job, outcome));
                });
    }

    /** Nobody works in a directory in which killed processes are left. */
    private void workAlone(Job job) {
        if (postgres.disk().hasDying() && !(job.operation() instanceof Operation.Stop)) {
            whileCurrent(job, POLL, () -> workAlone(job));
        } else if (job.permit().isOver(postgres.host().clock().now())) {
            finish(job, new Outcome.Refused("permit is over"));
        } else {
            work(job);
        }
    }

    private void work(Job job) {
        Timings timings = world.spec().timings();
        switch (job.operation()) {
            case Operation.Initdb _ -> {
                postgres.data().halfMade();
                ends(job, dice.within(timings.initdb()), () -> made(job));
            }
            case Operation.StartPrimary as -> {
                postgres.data().configured(new Feed.Nobody(), as.names(), as.closed());
                start(job, false);
            }
            case Operation.StartStandby(Feed feed) -> {
                postgres.data().configured(feed, Optional.empty(), false);
                start(job, true);
            }
            case Operation.Promote promote -> {
                postgres.data().names(promote.names());
                processes().endStreaming();
                inPostgres(
                        job,
                        dice.within(timings.promote()),
                        () -> processes().promoted(promote.above()));
            }
            case Operation.PrePromote _ ->
                    ends(job, dice.within(RELOAD), () -> finish(job, new Outcome.Succeeded()));
            case Operation.Follow(Feed feed) -> {
                postgres.data().feed(feed);
                inPostgres(job, dice.within(RELOAD), processes()::followUpstream);
            }
            case Operation.Stop order -> stop(job, order);
            case Operation.CopySlots copy -> sources.copySlots(copy, () -> start(job, true));
            case Operation.RecoverAlone _ ->
                    ends(job, postgres.data().recovery(dice), () -> recovered(job));
            case Operation.Rewind(Upstream source) -> rewind(job, source);
            case Operation.Basebackup(Upstream source) -> {
                postgres.data().halfMade();
                ends(job, dice.within(timings.basebackup()), () -> copied(job, source, false));
            }
        }
    }

    private void made(Job job) {
        String digits = Long.toUnsignedString(dice.nextLong() >>> 1 | 1L << 62);
        postgres.data().made(new SystemId(digits), Wal.founded(world.nextSegment()));
        finish(job, new Outcome.Succeeded());
    }

    private void recovered(Job job) {
        processes().recoverAlone();
        finish(job, new Outcome.Succeeded());
    }

    private void start(Job job, boolean asStandby) {
        processes().launch(asStandby);
        Duration recovery = postgres.data().recovery(dice);
        startWrites(job, recovery.plus(dice.within(world.spec().timings().start())));
    }

    private void stop(Job job, Operation.Stop order) {
        if (!postgres.isRunning()) {
            whileCurrent(job, POLL, () -> finish(job, new Outcome.Succeeded()));
            return;
        }
        if (processes().stage() == Postmaster.Stage.STOPPING) {
            return;
        }
        if (order.immediate()) {
            postgres.crash();
            return;
        }
        whileCurrent(
                job,
                shutdown.checkpoint(order),
                () -> shutdown.begin(rest -> inPostgres(job, rest, processes()::stopped)));
    }

    private void rewind(Job job, Upstream source) {
        Duration time = dice.within(world.spec().timings().rewind());
        if (!sources.isWorthRewinding(source)) {
            ends(job, time, () -> finish(job, new Outcome.Succeeded()));
        } else {
            postgres.data().halfRewound();
            ends(job, time, () -> copied(job, source, true));
        }
    }

    private void copied(Job job, Upstream source, boolean rewound) {
        Optional<Outcome> obstacle =
                rewound && sources.tearsRewind()
                        ? Optional.of(new Outcome.Failed("input/output error"))
                        : sources.obstacle(source, rewound, true);
        if (obstacle.isPresent()) {
            giveUp(job, obstacle.get());
            return;
        }
        SimPostgres from = sources.of(source).orElseThrow();
        postgres.data().copied(from.data());
        finish(job, new Outcome.Succeeded());
    }

    /** No PostgreSQL opens that cannot write. */
    private void startWrites(Job job, Duration rest) {
        if (postgres.disk().isStalled()) {
            processes().whileAlive(POLL, () -> startWrites(job, rest));
        } else {
            inPostgres(job, rest, processes()::open);
        }
    }

    /** PostgreSQL does it by itself, whether somebody waits for it or not. */
    private void inPostgres(Job job, Duration time, Runnable effect) {
        Runnable ending =
                processes()
                        .ifAlive(() -> {
                            effect.run();
                            if (isCurrent(job)) {
                                finish(job, new Outcome.Succeeded());
                            }
                        });
        processes().whileAlive(time, () -> tools.end(job.operation(), ending));
    }

    /** A tool comes to its end, if nobody cuts it. */
    private void ends(Job job, Duration time, Runnable effect) {
        whileCurrent(
                job,
                time,
                () ->
                        tools.end(
                                job.operation(),
                                () -> {
                                    if (isCurrent(job)) {
                                        effect.run();
                                    }
                                }));
    }

    private Postmaster processes() {
        return postgres.postmaster();
    }

    private void giveUp(Job job, Outcome outcome) {
        boolean fills =
                job.operation() instanceof Operation.Initdb
                        || job.operation() instanceof Operation.Basebackup;
        if (fills && !(outcome instanceof Outcome.Lost)) {
            postgres.data().wiped();
        }
        finish(job, outcome);
        if (Tool.of(job.operation()) == Tool.START) {
            postgres.crash();
        }
    }

    private void finish(Job job, Outcome outcome) {
        current = Optional.empty();
        tell(job, outcome);
    }

    private void tell(Job job, Outcome outcome) {
        job.agent().deliver(at -> new OperationEvent.OperationEnded(at, job.id(), outcome));
    }

    private void whileCurrent(Job job, Duration delay, Runnable action) {
        world.agenda().after(delay, () -> unlessCut(job, action));
    }

    private void unlessCut(Job job, Runnable action) {
        if (isCurrent(job)) {
            action.run();
        }
    }

    private boolean isCurrent(Job job) {
        return current.filter(one -> one == job).isPresent();
    }
}
