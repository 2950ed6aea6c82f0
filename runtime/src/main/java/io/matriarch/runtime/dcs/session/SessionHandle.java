package io.matriarch.runtime.dcs.session;

import io.matriarch.value.Moment;
import java.io.IOException;
import java.time.Duration;
import org.apache.zookeeper.Testable;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.HostProvider;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * A ZooKeeper handle that leaves its session open. {@link #close} only drops the connection; the
 * one way to end the session is {@link #endSession}.
 */
final class SessionHandle extends ZooKeeper {
    private final SavedSession resumed;
    private final Moment createdAt;
    private final Duration asked;
    private final Runnable whenAuthenticated;

    /**
     * @param resumed the session to go on with, or {@link SavedSession#NONE}
     * @param createdAt the clock before this call
     * @param whenAuthenticated told of each credential that the handle was given
     */
    SessionHandle(
            String servers,
            Duration timeout,
            Watcher watcher,
            SavedSession resumed,
            HostProvider hosts,
            Moment createdAt,
            Runnable whenAuthenticated)
            throws IOException {
        this.resumed = resumed;
        this.createdAt = createdAt;
        this.asked = timeout;
        this.whenAuthenticated = whenAuthenticated;
        super(
                servers,
                Math.toIntExact(timeout.toMillis()),
                watcher,
                resumed.id(),
                resumed.password(),
                false,
                hosts,
                new ZKClientConfig());
    }

    boolean isResuming() {
        return resumed.exists();
    }

    Moment createdAt() {
        return createdAt;
    }

    /**
     * Whether it was a server that called the session over. The library does so, too, once it has
     * heard nothing for a timeout and a third (ZooKeeper 3.9, ClientCnxn), and cannot know. A
     * server's refusal leaves a negotiated timeout of 0; on a handle that was never connected that
     * proves nothing, but there the refusal comes sooner than the library's own verdict could.
     */
    boolean isOver(boolean everConnected, Moment now) {
        return everConnected ? getSessionTimeout() <= 0 : now.since(createdAt).compareTo(asked) < 0;
    }

    /** What it takes to go on with this session. */
    SavedSession saved() {
        return new SavedSession(
                getSessionId(), getSessionPasswd().clone(), Duration.ofMillis(getSessionTimeout()));
    }

    @Override
    public void addAuthInfo(String scheme, byte[] credential) {
        super.addAuthInfo(scheme, credential);
        whenAuthenticated.run();
    }

    /**
     * Drops the connection; not synchronized, so that it also ends an {@link #endSession} that
     * hangs.
     */
    @Override
    public void close() {
        cnxn.disconnect();
    }

    @Override
    public boolean close(int waitForShutdownTimeoutMs) {
        close();
        return true;
    }

    /**
     * Ends the session: its nodes go at once, when a server is reached in time. Afterwards the
     * handle is of no more use.
     */
    void endSession(Duration patience) {
        Thread closing = Thread.ofPlatform().daemon().name("dcs-close").start(this::closeProperly);
        try {
            closing.join(patience);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeProperly() {
        try {
            super.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Curator pretends the end of a session once it has been cut off for one timeout. Whether the
     * session is over only a server can say, so here the pretence has no effect.
     */
    @Override
    public Testable getTestable() {
        return new Testable() {
            @Override
            public void injectSessionExpiration() {}

            @Override
            public void queueEvent(WatchedEvent event) {}
        };
    }
}
