package io.matriarch.runtime.dcs.session;

import io.matriarch.driver.Clock;
import io.matriarch.event.DcsEvent;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.zookeeper.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session: numbers its connections, tells of their beginning and end, and remembers what
 * it takes to go on with it. It never gives a session up by itself; only a server ends it.
 */
final class SessionKeeper implements HandleFactory.Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);

    private final ServerList servers;
    private final Supplier<Duration> ttl;
    private final Optional<SessionFile> file;
    private final Clock clock;
    private final SessionListener listener;

    private volatile Optional<Link> link = Optional.empty();
    private Optional<SessionHandle> current = Optional.empty();
    private SavedSession session;
    private boolean announced;
    private boolean everConnected;
    private boolean closed;
    private long connections;
    private Moment askedAt = Moment.ZERO;
    private Moment unconnectedSince;

    /**
     * @param ttl the session timeout to ask for
     * @param file where the session is kept over a restart
     * @param first the session to begin with
     * @param connections how many connections there were before
     */
    SessionKeeper(
            ServerList servers,
            Supplier<Duration> ttl,
            Optional<SessionFile> file,
            SavedSession first,
            long connections,
            Clock clock,
            SessionListener listener) {
        this.servers = servers;
        this.ttl = ttl;
        this.file = file;
        this.clock = clock;
        this.listener = listener;
        this.session = first;
        this.connections = connections;
        this.unconnectedSince = clock.now();
    }

    /** The connection, while one stands. */
    Optional<Link> link() {
        return link;
    }

    /** Since when there has been no connection; empty while one stands. */
    synchronized Optional<Moment> unconnectedSince() {
        return link.isPresent() ? Optional.empty() : Optional.of(unconnectedSince);
    }

    /** When the present handle was made. */
    synchronized Moment handleCreatedAt() {
        return current.map(SessionHandle::createdAt).orElse(Moment.ZERO);
    }

    @Override
    public synchronized SessionHandle newHandle(
            String hosts, Watcher watcher, Runnable whenAuthenticated) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        suspend("the connection is made anew");
        Moment now = clock.now();
        SessionHandle handle =
                new SessionHandle(
                        hosts,
                        session.ask(ttl.get()),
                        watcher,
                        session,
                        servers,
                        now,
                        whenAuthenticated);
        askedAt = now;
        everConnected = false;
        current = Optional.of(handle);
        return handle;
    }

    @Override
    public synchronized boolean process(SessionHandle handle, Watcher.Event.KeeperState state) {
        if (closed) {
            return false; // Curator takes the end of a handle for an expired session
        }
        if (current.isEmpty() || current.get() != handle) {
            return true;
        }
        switch (state) {
            case SyncConnected -> connected(handle);
            case Disconnected -> suspend("the connection broke");
            case Expired -> expired(handle);
            case AuthFailed -> LOG.error("ZooKeeper refused our credentials");
            default -> {} // of another library's taste: SASL, read-only servers, our own closing
        }
        return true;
    }

    /** Gives up the present connection, not the session. */
    synchronized void suspend(String why) {
        if (link.isPresent()) {
            link = Optional.empty();
            unconnectedSince = clock.now();
            LOG.warn("ZooKeeper session 0x{} suspended: {}", Long.toHexString(session.id()), why);
            listener.connectionOver(why);
            listener.session(new DcsEvent.SessionSuspended(clock.now()));
        }
    }

    /** Keeps this session over a restart, whatever was kept in the meantime. */
    synchronized void keep() {
        if (session.exists()) {
            file.ifPresent(one -> one.save(session));
        }
    }

    /**
     * Takes no more notice of anything.
     *
     * @return the handle to close
     */
    synchronized Optional<SessionHandle> close() {
        closed = true;
        link = Optional.empty();
        listener.connectionOver("closed");
        return current;
    }

    private void connected(SessionHandle handle) {
        Moment sentAt = everConnected ? listener.newestAnswered().later(askedAt) : askedAt;
        boolean isNew = !everConnected && !handle.isResuming();
        if (isNew) {
            session = handle.saved();
            // Before anything can be made under the session: a restart must find it.
            file.ifPresent(one -> one.save(session));
        }
        askedAt = sentAt;
        everConnected = true;
        announced = true;
        connections++;
        Duration timeout = Duration.ofMillis(handle.getSessionTimeout());
        SessionId id = new SessionId(handle.getSessionId());
        link = Optional.of(new Link(handle, id, connections, timeout));
        LOG.info(
                "ZooKeeper session 0x{} {}, timeout {} ms",
                id,
                isNew ? "opened" : "goes on",
                timeout.toMillis());
        if (isNew && !timeout.equals(ttl.get())) {
            LOG.warn(
                    "ZooKeeper grants a session timeout of {} ms instead of ttl {} ms",
                    timeout.toMillis(),
                    ttl.get().toMillis());
        }
        listener.session(
                new DcsEvent.SessionConnected(
                        clock.now(), sentAt, id, connections, timeout, isNew));
    }

    private void expired(SessionHandle handle) {
        if (!handle.isOver(everConnected, clock.now())) {
            // The next handle, which Curator makes now, asks a server.
            suspend("the client library gave up waiting");
            return;
        }
        String id = Long.toHexString(session.id());
        link = Optional.empty();
        unconnectedSince = clock.now();
        listener.connectionOver("the session is over");
        session = SavedSession.NONE;
        current = Optional.empty();
        if (announced) {
            LOG.warn("ZooKeeper session 0x{} expired", id);
            listener.session(new DcsEvent.SessionLost(clock.now()));
        } else {
            LOG.info("ZooKeeper session 0x{} of the last run has expired", id);
        }
        announced = false;
    }
}
