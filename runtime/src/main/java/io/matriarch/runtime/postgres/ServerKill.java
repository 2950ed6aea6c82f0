package io.matriarch.runtime.postgres;

import io.matriarch.runtime.postgres.config.DataDirectory;
import io.matriarch.runtime.postgres.config.ServerFiles;
import io.matriarch.runtime.postgres.operation.Operations;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills PostgreSQL at once and leaves it so that a start by hand comes up read-only. It waits for
 * nothing but the death of the processes: what a stalled disk may hold up is done beside it.
 */
public final class ServerKill {
    private static final Logger LOG = LoggerFactory.getLogger(ServerKill.class);
    private static final long POLL_MILLIS = 5;

    /** How long what may need the disk is waited for. */
    private static final long DISK_MILLIS = 500;

    private static final Executor BESIDE =
            task -> Thread.ofPlatform().daemon().name("fence-disk").start(task);

    private final DataDirectory directory;
    private final ServerFiles files;
    private final Operations operations;
    private final PostgresProcesses processes;

    ServerKill(PostgresSettings settings, Operations operations, PostgresProcesses processes) {
        this.directory = new DataDirectory(settings.places().dataDirectory());
        this.files = new ServerFiles(settings);
        this.operations = operations;
        this.processes = processes;
    }

    /** Returns when no process of the data directory is left, however long that takes. */
    public void run() throws InterruptedException {
        operations.announceFence();
        killOnce();
        // A step that is under way is waited for, and it may wait for the disk.
        await(
                "what is under way is cut",
                CompletableFuture.runAsync(operations::cutForFence, BESIDE));
        while (!killOnce()) {
            Thread.sleep(POLL_MILLIS);
        }
        CompletableFuture<Void> mark = CompletableFuture.runAsync(this::markStandby, BESIDE);
        // A mark that comes late must not meet a start of ours.
        operations.holdUntilDone(mark);
        await("a start by hand comes up read-only", mark);
    }

    private boolean killOnce() {
        try {
            return processes.killAll();
        } catch (IOException e) {
            LOG.error("cannot look for the processes of PostgreSQL: {}", e.getMessage());
            return false;
        }
    }

    private static void await(String what, CompletableFuture<Void> work)
            throws InterruptedException {
        try {
            work.get(DISK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warn("{} only once the disk answers", what);
        } catch (ExecutionException e) {
            LOG.error("{}: failed in a way that nobody foresaw", what, e.getCause());
        }
    }

    private void markStandby() {
        Optional<ServerVersion> version = directory.version();
        if (version.isPresent()) {
            try {
                files.markStandby(version.get());
            } catch (IOException e) {
                LOG.error("a start by hand would come up writable: {}", e.getMessage());
            }
        }
    }
}
