package io.matriarch.runtime.dcs;

import io.matriarch.value.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

/**
 * The keys of a cluster for command line and REST API: over a session of its own that owns nothing,
 * one blocking call after the other.
 */
public final class ClusterStore implements AutoCloseable {
    private static final int SESSION_MILLIS = 10_000;

    private final ZooKeeper handle;
    private final Wire wire;
    private final KeyPaths paths;
    private final Duration patience;

    /**
     * A key's text.
     *
     * @param text as it stands there
     * @param revision what a later write must find unchanged
     */
    public record Stored(String text, Revision revision) {}

    private ClusterStore(ZooKeeper handle, DcsSettings settings, Duration patience) {
        this.handle = handle;
        this.wire = new Wire(handle, Acls.of(settings.setAcls()));
        this.paths = settings.paths();
        this.patience = patience;
    }

    /**
     * Connects.
     *
     * @param patience how long to wait for the connection, and later for each call
     * @throws IOException when ZooKeeper is not reached in time
     */
    public static ClusterStore open(DcsSettings settings, Duration patience) throws IOException {
        CountDownLatch connected = new CountDownLatch(1);
        ZooKeeper handle =
                new ZooKeeper(
                        settings.servers().withoutChroot(),
                        SESSION_MILLIS,
                        (WatchedEvent event) -> {
                            if (event.getState() == KeeperState.SyncConnected) {
                                connected.countDown();
                            }
                        });
        settings.authData()
                .forEach((scheme, secret) ->
                        handle.addAuthInfo(scheme, secret.getBytes(StandardCharsets.UTF_8)));
        ClusterStore store = new ClusterStore(handle, settings, patience);
        try {
            if (connected.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return store;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        store.close();
        throw new IOException("ZooKeeper " + settings.hosts() + " is not reachable");
    }

    /** Reads all keys. */
    public ClusterReading read() throws IOException {
        return wait(new ClusterReader(paths, Optional.empty()).read(wire));
    }

    /**
     * Reads one key.
     *
     * @param key its name, such as {@code config}
     */
    public Optional<Stored> read(String key) throws IOException {
        Reply reply = wait(wire.read(paths.key(key)));
        return reply.isOk()
                ? Optional.of(new Stored(reply.text(), reply.revision()))
                : Optional.empty();
    }

    /**
     * Writes one key if it is as it was seen.
     *
     * @param seen absent when there was no such key
     * @return whether it was written; false when somebody changed it meanwhile
     */
    public boolean write(String key, String text, Optional<Stored> seen) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String path = paths.key(key);
        if (seen.isEmpty()) {
            return wait(wire.create(path, bytes, CreateMode.PERSISTENT)).code() == Code.OK;
        }
        Revision revision = seen.get().revision();
        Reply now = wait(wire.exists(path));
        return now.isOk()
                && now.revision().equals(revision)
                && wait(wire.write(path, bytes, revision.version())).isOk();
    }

    /** Deletes one key, whatever is in it; one that is missing is as good. */
    public void delete(String key) throws IOException {
        wait(wire.delete(paths.key(key), -1));
    }

    @Override
    public void close() {
        try {
            handle.close();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T wait(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw new IOException("ZooKeeper does not answer", silent);
        } catch (ExecutionException failed) {
            throw new IOException("ZooKeeper: " + failed.getCause().getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
