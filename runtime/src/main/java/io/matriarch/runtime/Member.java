package io.matriarch.runtime;

import io.matriarch.action.Action;
import io.matriarch.action.AgentAction;
import io.matriarch.action.FenceAction;
import io.matriarch.driver.Ports;
import io.matriarch.event.Booted;
import io.matriarch.event.Event;
import io.matriarch.event.OperatorEvent;
import io.matriarch.machine.Step;
import io.matriarch.runtime.config.AgentConfig;
import io.matriarch.runtime.config.WatchdogConfig;
import io.matriarch.runtime.dcs.DcsSettings;
import io.matriarch.runtime.dcs.ZooKeeperDcs;
import io.matriarch.runtime.dcs.session.MachineId;
import io.matriarch.runtime.dcs.session.SessionFile;
import io.matriarch.runtime.fence.DeadlineFile;
import io.matriarch.runtime.fence.LocalFence;
import io.matriarch.runtime.journal.ChronicleJournal;
import io.matriarch.runtime.journal.DurableFactsFile;
import io.matriarch.runtime.journal.JournalLimits;
import io.matriarch.runtime.log.StepLog;
import io.matriarch.runtime.peers.BallotBox;
import io.matriarch.runtime.peers.FailsafeDesk;
import io.matriarch.runtime.peers.HttpPeers;
import io.matriarch.runtime.postgres.DataDirectoryLock;
import io.matriarch.runtime.postgres.LocalPostgres;
import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.probe.Connections;
import io.matriarch.runtime.postgres.probe.WritableServer;
import io.matriarch.runtime.rest.RestServer;
import io.matriarch.runtime.watchdog.KernelWatchdog;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.SystemId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One member: everything it consists of, put together, run, and taken apart. */
final class Member {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

    private final AgentConfig config;
    private final BootClock clock = new BootClock();
    private final InstantSource wall = InstantSource.system();
    private final Inbox inbox =
            new Inbox(() -> Halt.with(Halt.INTERNAL_ERROR, "the inbox is full: the loop hangs"));
    private final NameGate gate = new NameGate(inbox);
    private final FailsafeDesk failsafe = new FailsafeDesk(clock, inbox);
    private final BallotBox ballots = new BallotBox(clock, inbox);
    private final OrderBook orders = new OrderBook(clock, inbox);
    private final StepLog stepLog = new StepLog();
    private final DcsSettings dcsSettings;
    private final ClusterConfig clusterConfig;
    private final FreshProbe probes;
    private final WritableServer writableServer;
    private final SessionFile sessionFile;
    private final LocalPostgres postgres;
    private final ZooKeeperDcs dcs;
    private final ChronicleJournal journal;
    private final DurableFactsFile durable;
    private final DurableFacts facts;
    private final DataDirectoryLock lock;
    private final CallbackRunner callbacks;
    private final KernelWatchdog watchdog;
    private final LocalFence fence;
    private final DeadlineFile deadline;

    /**
     * Prepares everything; nothing connects to ZooKeeper yet.
     *
     * @throws FatalException when something that it needs is not to be had
     */
    Member(AgentConfig config, Map<String, String> environment)
            throws FatalException, InterruptedException {
        this.config = config;
        this.watchdog = watchdog(config.watchdog());
        MemberFiles files = files(config);
        ConfigMapping mapping = new ConfigMapping(config);
        PostgresSettings settings =
                mapping.postgres(
                        new ProgramFinder(environment).directory(config.postgres().binDir()));
        this.lock = lock(settings);
        this.durable = new DurableFactsFile(files.durableFacts());
        this.facts = facts(durable);
        this.clusterConfig =
                new ClusterConfig(
                        files.clusterConfig(),
                        config.postgres().dataDir(),
                        config.bootstrap().dcs());
        this.dcsSettings = mapping.dcs(clusterConfig.settings());
        this.callbacks = new CallbackRunner(config.postgres().scripts().callbacks());
        this.postgres =
                new LocalPostgres(
                        settings, clusterConfig::parameters, clusterConfig::archive, clock, inbox);
        this.writableServer = new WritableServer(new Connections(settings));
        this.probes = new FreshProbe(settings, postgres.processes(), clock);
        this.sessionFile = new SessionFile(files.session(), owner());
        this.deadline = new DeadlineFile(files.deadline());
        this.fence = FenceChoice.of(config, settings.places(), postgres.kill(), clock, inbox);
        this.dcs =
                new ZooKeeperDcs(
                        dcsSettings, Optional.of(sessionFile), clock, gate, clusterConfig::first);
        this.journal = new ChronicleJournal(files.journal(), Version.OWN, JournalLimits.DEFAULTS);
    }

    /** Runs until the machine orders the end. */
    AgentAction.EndAgent run() throws FatalException, InterruptedException {
        Agent agent = new Agent(ports(), inbox, wall, this::stepped);
        LiveView view = new LiveView(agent, clock, wall, inbox, probes, failsafe, ballots, orders);
        RestServer rest = rest(view);
        LOG.info(
                "member {} of cluster {}: REST interface at {}, ZooKeeper at {}",
                config.name(),
                config.scope(),
                rest.address(),
                config.zookeeper().connectString());
        for (String signal : new String[] {"TERM", "INT"}) {
            Signals.handle(
                    signal, () -> inbox.accept(new OperatorEvent.StopRequested(clock.now())));
        }
        new StallWatch(agent, why -> Halt.with(Halt.INTERNAL_ERROR, why)).start();
        dcs.start();
        Thread.ofPlatform().name("name-guard").daemon().start(this::checkName);
        AgentAction.EndAgent end = agent.run(booted());
        rest.close();
        release(end);
        return end;
    }

    /** The configuration file was read again: what of it may change without a restart does. */
    void reloaded(AgentConfig changed) {
        inbox.accept(
                new OperatorEvent.WatchdogConfigured(clock.now(), changed.watchdog().policy()));
    }

    private KernelWatchdog watchdog(WatchdogConfig asked) throws FatalException {
        if (asked.isImpossible()) {
            throw new FatalException(
                    "watchdog.mode is required, and watchdogs of this platform are not supported:"
                            + " write automatic or off");
        }
        return new KernelWatchdog(asked, clock, inbox);
    }

    private Ports ports() {
        return new Ports(
                dcs,
                postgres,
                new HttpPeers(
                        clock,
                        inbox,
                        config.name(),
                        ballots,
                        failsafe,
                        config.rest().authentication(),
                        writableServer),
                fence,
                watchdog,
                this::outward,
                journal,
                durable,
                clock);
    }

    /** What goes to scripts and to operators; each takes its own. */
    private void outward(AgentAction action) {
        callbacks.order(action);
        orders.order(action);
    }

    private Booted booted() {
        return new Booted(
                clock.now(),
                wall.instant(),
                config.local(Version.ADVERTISED),
                clusterConfig.settings(),
                facts,
                new SecureRandom().nextLong(),
                deadline.left());
    }

    private void stepped(NodeState before, Event event, Step step) {
        fence.taken(event);
        for (Action action : step.actions()) {
            if (action instanceof FenceAction order) {
                deadline.note(order);
            }
        }
        stepLog.stepped(before, event, step);
        clusterConfig.learn(dcs.latestConfig());
        Optional<SystemId> identity = step.next().postgres().identity();
        if (identity.isPresent() && !identity.equals(before.postgres().identity())) {
            sessionFile.learn(identity.get());
        }
    }

    /** Beside the client that connects, so that a session of the last run is kept meanwhile. */
    private void checkName() {
        try {
            if (new NameGuard(dcsSettings, config.rest().apiUrl()).isTaken()) {
                Halt.with(
                        Halt.FATAL,
                        "there is already a node named '" + config.name() + "' running");
            }
            gate.open();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void release(AgentAction.EndAgent end) {
        if (!end.closeSession()) {
            dcs.abandon();
        }
        watchdog.close();
        fence.close();
        deadline.close();
        journal.close();
        probes.close();
        postgres.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("the lock file: {}", e.toString());
        }
    }

    private RestServer rest(LiveView view) throws FatalException {
        try {
            return RestServer.start(
                    config.rest(), view, new StoreKeys(dcsSettings, dcs::latestConfig));
        } catch (IOException e) {
            throw new FatalException(
                    "restapi.listen " + config.rest().listen() + ": " + e.getMessage());
        }
    }

    /** Whose session it is; the data directory tells its cluster before anything is taken over. */
    private SessionFile.Owner owner() {
        return new SessionFile.Owner(
                config.scope(),
                config.name().text(),
                MachineId.read(),
                probes.look().flatMap(Postgres::identity));
    }

    private static MemberFiles files(AgentConfig config) throws FatalException {
        MemberFiles files = new MemberFiles(config.stateDir());
        try {
            files.make();
            return files;
        } catch (IOException e) {
            throw new FatalException(
                    "the agent's directory "
                            + config.stateDir()
                            + " cannot be used ("
                            + e.getMessage()
                            + "): set matriarch.state_dir to one that "
                            + System.getProperty("user.name")
                            + " may write");
        }
    }

    private static DataDirectoryLock lock(PostgresSettings settings)
            throws FatalException, InterruptedException {
        try {
            return DataDirectoryLock.take(settings.places(), LOCK_PATIENCE);
        } catch (IOException e) {
            throw new FatalException("the data directory is not ours alone: " + e.getMessage());
        }
    }

    private static DurableFacts facts(DurableFactsFile durable) throws FatalException {
        try {
            return durable.read();
        } catch (IOException e) {
            throw new FatalException(e.getMessage());
        }
    }
}
