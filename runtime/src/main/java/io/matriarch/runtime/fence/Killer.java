package io.matriarch.runtime.fence;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kills PostgreSQL from this process, on a thread of its own, one kill after the other. */
final class Killer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Killer.class);

    private final Kill kill;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Killer::thread);

    /** What ends every process of PostgreSQL, and returns when none is left. */
    interface Kill {
        void run() throws InterruptedException;
    }

    Killer(Kill kill) {
        this.kill = kill;
    }

    /**
     * Returns at once.
     *
     * @param done called when no process is left
     */
    void kill(Runnable done) {
        try {
            thread.execute(() -> run(done));
        } catch (RejectedExecutionException _) {
            LOG.error("the fence is closed, this process does not kill PostgreSQL");
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private void run(Runnable done) {
        try {
            kill.run();
            done.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fence");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        return thread;
    }
}
