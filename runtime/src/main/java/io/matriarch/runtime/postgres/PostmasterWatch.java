package io.matriarch.runtime.postgres;

import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PostgresEvent;
import io.matriarch.runtime.postgres.process.PidFile;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Notices within about a tenth of a second that the postmaster ended, or that it wrote a new status
 * into its pid file, which it does when it is ready, promoted or stopping. Each postmaster that it
 * sees is remembered.
 */
final class PostmasterWatch implements AutoCloseable {
    private static final long POLL_MILLIS = 50;

    private final Path dataDirectory;
    private final PostgresProcesses processes;
    private final Clock clock;
    private final Consumer<Event> sink;
    private final Thread thread;
    private volatile boolean closed;
    private Optional<ProcessIdentity> known = Optional.empty();
    private Optional<FileTime> changed = Optional.empty();

    PostmasterWatch(
            Path dataDirectory, PostgresProcesses processes, Clock clock, Consumer<Event> sink) {
        this.dataDirectory = dataDirectory;
        this.processes = processes;
        this.clock = clock;
        this.sink = sink;
        this.thread = new Thread(this::run, "postgres-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            look();
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void look() {
        if (known.isPresent() && !known.get().isAlive()) {
            known = Optional.empty();
            changed = Optional.empty();
            notice("the postmaster ended");
        }
        Optional<FileTime> time = lastWritten();
        if (time.isPresent() && !time.equals(changed)) {
            known = processes.postmaster();
            if (known.isPresent()) {
                changed = time;
                processes.remember(known.get());
                PidFile.read(dataDirectory)
                        .filter(file -> !file.status().isEmpty())
                        .ifPresent(file -> notice("the postmaster is " + file.status()));
            }
        }
    }

    private Optional<FileTime> lastWritten() {
        try {
            return Optional.of(Files.getLastModifiedTime(dataDirectory.resolve("postmaster.pid")));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private void notice(String what) {
        sink.accept(new PostgresEvent.PostgresNoticed(clock.now(), what));
    }
}
