package io.matriarch.runtime.dcs;

import io.matriarch.action.DcsAction;
import io.matriarch.driver.Clock;
import io.matriarch.driver.DcsPort;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.judge.SafeTimeout;
import io.matriarch.runtime.dcs.json.MemberJson;
import io.matriarch.runtime.dcs.session.Link;
import io.matriarch.runtime.dcs.session.SessionFile;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.MemberRecord;
import io.matriarch.value.Moment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.data.ACL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DCS on ZooKeeper. It begins to connect when started, and goes on for ever; nothing here
 * blocks the caller except {@link #closeSession}, for two seconds at most.
 *
 * <p>Events reach the sink from several threads, in their order; the sink must only take them in.
 */
public final class ZooKeeperDcs implements DcsPort {
    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperDcs.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /**
     * Answers come so much before the end of their time that the look between cannot delay them.
     */
    private static final Duration ROOM = LOOK_EVERY.multipliedBy(2);

    private final DcsSettings settings;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final Supplier<String> firstConfig;
    private final Optional<SessionFile> sessionFile;
    private final List<ACL> acl;
    private final Sessions sessions;
    private final RequestQueue queue;
    private final ClusterReader reader;
    private final MemberRequests members;
    private final LockRequests locks;
    private final OfferWatch offers;
    private final InitializeRequests initialize;
    private final LeaderRequests leader;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("dcs-look").factory());

    private volatile Optional<ClusterReading> latest = Optional.empty();
    private volatile Optional<String> latestConfig = Optional.empty();
    private volatile Optional<DynamicSettings> latestSettings = Optional.empty();

    /**
     * @param sessionFile where the session is kept over a restart of the agent
     * @param sink takes the events
     * @param firstConfig the text of {@code config} for a cluster that has none
     */
    public ZooKeeperDcs(
            DcsSettings settings,
            Optional<SessionFile> sessionFile,
            Clock clock,
            Consumer<Event> sink,
            Supplier<String> firstConfig) {
        this.settings = settings;
        this.clock = clock;
        this.sink = sink;
        this.firstConfig = firstConfig;
        this.sessionFile = sessionFile;
        this.acl = Acls.of(settings.setAcls());
        KeyPaths paths = settings.paths();
        this.reader = new ClusterReader(paths, Optional.of(this::notice));
        this.members = new MemberRequests(paths, settings.member());
        this.locks = new LockRequests(paths, settings.member());
        this.offers =
                new OfferWatch(
                        paths,
                        settings.member(),
                        () -> sink.accept(new DcsEvent.DcsNoticed(clock.now())));
        this.initialize = new InitializeRequests(paths, firstConfig);
        this.leader = new LeaderRequests(paths);
        this.sessions =
                new Sessions(
                        settings,
                        this::ttl,
                        sessionFile,
                        acl,
                        clock,
                        sink,
                        link -> new RequestQueue(link, clock, sink, this::carry));
        this.queue = sessions.queue();
    }

    /** Begins to connect. */
    public void start() {
        sessions.start();
        looks.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void send(DcsAction request) {
        if (request instanceof DcsAction.MoveSession move) {
            sessions.move(move, bytes(move.record()));
        } else {
            queue.submit(request, retryTimeout().minus(ROOM));
        }
    }

    @Override
    public void closeSession() {
        looks.shutdownNow();
        sessions.closeSession();
        sessionFile.ifPresent(SessionFile::discard);
    }

    /** Leaves the session to the server's expiry, or to the agent's next run. */
    public void abandon() {
        looks.shutdownNow();
        sessions.abandon();
    }

    /** The newest reading. */
    public Optional<ClusterReading> latest() {
        return latest;
    }

    /** The text of {@code config} as last read while it was good. */
    public Optional<String> latestConfig() {
        return latestConfig;
    }

    private CompletableFuture<Conclusion> carry(DcsAction request, Sent sent, Link link) {
        Wire wire =
                new Wire(
                        link.handle(),
                        acl,
                        () -> !request.permit().isOver(clock.now()) && queue.awaits(sent));
        return switch (request) {
            case DcsAction.ReadCluster _ ->
                    reader.read(wire).thenApply(seen -> read(wire, sent, seen));
            case DcsAction.TouchSession _ ->
                    wire.exists(settings.paths().base()).thenApply(_ -> touched(sent));
            case DcsAction.WriteMember write -> members.write(wire, sent, bytes(write.record()));
            case DcsAction.TakeLock take -> locks.take(wire, sent, take.syncVersion());
            case DcsAction.TakeOver take -> locks.takeOver(wire, sent, take);
            case DcsAction.ReleaseLock release ->
                    locks.release(wire, sent, release.epoch(), bytes(release.record()));
            case DcsAction.ClaimInitialize _ -> initialize.claim(wire, sent);
            case DcsAction.DropClaim drop -> initialize.drop(wire, sent, drop.revision());
            case DcsAction.AnnounceCluster made ->
                    initialize.announce(wire, sent, made.systemId(), made.claim());
            case DcsAction.WriteSystemId write -> initialize.write(wire, sent, write.systemId());
            case DcsAction.WriteConfig _ ->
                    leader.config(wire, sent, latestConfig.orElseGet(firstConfig));
            case DcsAction.WriteStatus write ->
                    leader.status(wire, sent, write.position(), write.alsoOld(), write.slots());
            case DcsAction.WriteHistory write -> leader.history(wire, sent, write.lines());
            case DcsAction.WriteFailsafe write -> leader.failsafe(wire, sent, write.listed());
            case DcsAction.WriteSync write -> leader.sync(wire, sent, write.content());
            case DcsAction.MoveSession _ ->
                    throw new IllegalStateException("a move is not a request of one session");
            case DcsAction.ClearFailover clear -> {
                LOG.info("taking the failover request off: {}", clear.why());
                yield leader.clearFailover(wire, sent, clear.revision());
            }
        };
    }

    private Conclusion read(Wire wire, Sent sent, ClusterReading seen) {
        offers.begin(wire, seen.view());
        latest = Optional.of(seen);
        latestConfig = seen.config().or(() -> latestConfig);
        if (seen.view().config() instanceof Config.Present present) {
            latestSettings = Optional.of(present.settings());
        }
        return now ->
                new DcsEvent.ClusterRead(
                        now, sent.request(), sent.at(), sent.connection(), seen.view());
    }

    private static Conclusion touched(Sent sent) {
        return now ->
                new DcsEvent.SessionTouched(now, sent.request(), sent.at(), sent.connection());
    }

    private void look() {
        try {
            queue.expire();
            sessions.look();
            sessions.link()
                    .ifPresent(link ->
                            queue.silentSince()
                                    .filter(since -> isLong(since, link))
                                    .ifPresent(_ -> moveOn(link)));
        } catch (RuntimeException broken) {
            LOG.error("looking after the ZooKeeper session failed", broken);
        }
    }

    /** A quarter of the session timeout is enough to give a server up (lease L15). */
    private boolean isLong(Moment since, Link link) {
        return clock.now().since(since).compareTo(link.timeout().dividedBy(4)) >= 0;
    }

    private void moveOn(Link link) {
        sessions.moveOn("no answer for " + link.timeout().dividedBy(4).toMillis() + " ms");
    }

    private static byte[] bytes(MemberRecord member) {
        return MemberJson.write(member).getBytes(StandardCharsets.UTF_8);
    }

    private Duration ttl() {
        return latestSettings
                .map(read -> SafeTimeout.applied(read, settings.reportDelay()).ttl())
                .orElse(settings.ttl());
    }

    private Duration retryTimeout() {
        return latestSettings.map(DynamicSettings::retryTimeout).orElse(settings.retryTimeout());
    }

    /** Tells of changes to the watched keys; changes of the connection come another way. */
    private void notice(WatchedEvent event) {
        if (event.getType() != Watcher.Event.EventType.None) {
            sink.accept(new DcsEvent.DcsNoticed(clock.now()));
        }
    }
}
