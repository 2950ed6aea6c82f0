package io.matriarch.runtime.dcs.session;

import io.matriarch.driver.Clock;
import io.matriarch.value.Moment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.curator.framework.AuthInfo;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings us to ZooKeeper and keeps us there, through Curator: it makes handles, gives them their
 * credentials and replaces those whose session expired. Requests go past Curator, straight to the
 * handle of {@link #link}, so that nothing is retried unasked.
 */
public final class Connector {
    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final String hosts;
    private final Supplier<Duration> ttl;
    private final Clock clock;
    private final SessionKeeper keeper;
    private final CuratorFramework curator;
    private final ExecutorService rebuilder =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("dcs-connect").factory());
    private final AtomicBoolean rebuilding = new AtomicBoolean();
    private Moment reportedAt;

    /**
     * Where to connect to.
     *
     * @param hosts the connect string
     * @param ttl the session timeout to begin with
     * @param authData a credential per scheme
     */
    public record Target(String hosts, Duration ttl, SortedMap<String, String> authData) {}

    /**
     * Goes on with the session of the last run, where the file has one.
     *
     * @param ttl the session timeout to ask for; may change, and counts for the next session
     * @param file where the session is kept over a restart of the agent
     */
    public static Connector resuming(
            Target target,
            Supplier<Duration> ttl,
            Optional<SessionFile> file,
            Clock clock,
            SessionListener listener) {
        SavedSession last = file.flatMap(SessionFile::load).orElse(SavedSession.NONE);
        return new Connector(target, ttl, file, last, 0, clock, listener);
    }

    /**
     * Begins a session of its own; the file keeps it from then on.
     *
     * @param connections how many connections there were before
     */
    public static Connector fresh(
            Target target,
            Supplier<Duration> ttl,
            Optional<SessionFile> file,
            long connections,
            Clock clock,
            SessionListener listener) {
        return new Connector(target, ttl, file, SavedSession.NONE, connections, clock, listener);
    }

    private Connector(
            Target target,
            Supplier<Duration> ttl,
            Optional<SessionFile> file,
            SavedSession first,
            long connections,
            Clock clock,
            SessionListener listener) {
        ConnectString servers = ConnectString.parse(target.hosts());
        this.hosts = target.hosts();
        this.ttl = ttl;
        this.clock = clock;
        this.reportedAt = clock.now();
        this.keeper =
                new SessionKeeper(
                        new ServerList(servers.addresses()),
                        ttl,
                        file,
                        first,
                        connections,
                        clock,
                        listener);
        int timeout = Math.toIntExact(target.ttl().toMillis());
        this.curator =
                CuratorFrameworkFactory.builder()
                        .connectString(servers.withoutChroot())
                        .sessionTimeoutMs(timeout)
                        .connectionTimeoutMs(timeout)
                        .retryPolicy(new RetryOneTime(1))
                        .ensembleTracker(false)
                        .authorization(credentials(target))
                        .zookeeperFactory(new HandleFactory(keeper, target.authData().size()))
                        .build();
    }

    /** Begins to connect, and returns at once. */
    public void start() {
        curator.start();
    }

    /** The connection, while one stands. */
    public Optional<Link> link() {
        return keeper.link();
    }

    /** To be called several times a second: reports an outage, replaces a handle that is stuck. */
    public void look() {
        Moment now = clock.now();
        Optional<Moment> since = keeper.unconnectedSince();
        if (since.isEmpty()) {
            reportedAt = now;
            return;
        }
        if (now.since(reportedAt).compareTo(REPORT_EVERY) >= 0) {
            reportedAt = now;
            LOG.warn("ZooKeeper {} is not reachable, trying again", hosts);
        }
        Moment oldest = since.get().later(keeper.handleCreatedAt());
        if (now.since(oldest).compareTo(ttl.get().multipliedBy(2)) >= 0) {
            rebuild();
        }
    }

    /**
     * Goes to another server with the same session, without waiting for the library to notice that
     * this one is silent (lease L15).
     */
    public void moveOn(String why) {
        if (keeper.link().isPresent()) {
            keeper.suspend(why);
            rebuild();
        }
    }

    /** The file keeps this session again, whatever it has kept in the meantime. */
    public void keepSession() {
        keeper.keep();
    }

    /** Ends the session: its nodes go at once. */
    public void closeSession() {
        Optional<SessionHandle> last = keeper.close();
        last.ifPresent(handle -> handle.endSession(CLOSE_WITHIN));
        stop(last);
    }

    /** Leaves the session to the server's expiry. */
    public void abandon() {
        stop(keeper.close());
    }

    private void stop(Optional<SessionHandle> last) {
        rebuilder.shutdownNow();
        curator.close();
        last.ifPresent(SessionHandle::close);
    }

    /** Not in the caller's thread: it waits for the old handle's threads, and for a resolver. */
    private void rebuild() {
        if (rebuilding.compareAndSet(false, true)) {
            try {
                rebuilder.execute(this::replaceHandle);
            } catch (RejectedExecutionException closed) {
                rebuilding.set(false);
            }
        }
    }

    private void replaceHandle() {
        try {
            if (keeper.link().isEmpty()) {
                curator.getZookeeperClient().reset();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            LOG.warn("no new connection to ZooKeeper: {}", failed.toString());
        } finally {
            rebuilding.set(false);
        }
    }

    private static List<AuthInfo> credentials(Target target) {
        return target.authData().entrySet().stream()
                .map(one ->
                        new AuthInfo(one.getKey(), one.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
