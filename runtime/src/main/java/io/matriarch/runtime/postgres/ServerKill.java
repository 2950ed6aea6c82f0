package io.matriarch.runtime.postgres;

import io.matriarch.runtime.postgres.config.DataDirectory;
import io.matriarch.runtime.postgres.config.ServerFiles;
import io.matriarch.runtime.postgres.operation.Operations;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills PostgreSQL at once and leaves it so that a start by hand comes up read-only. It waits for
 * nothing but the death of the processes.
 */
public final class ServerKill {
    private static final Logger LOG = LoggerFactory.getLogger(ServerKill.class);
    private static final long POLL_MILLIS = 5;

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
        // Before the cut, which may make us wait, for a disk perhaps.
        killOnce();
        operations.cutForFence();
        while (!killOnce()) {
            Thread.sleep(POLL_MILLIS);
        }
        markStandby();
    }

    private boolean killOnce() {
        try {
            return processes.killAll();
        } catch (IOException e) {
            LOG.error("cannot look for the processes of PostgreSQL: {}", e.getMessage());
            return false;
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
