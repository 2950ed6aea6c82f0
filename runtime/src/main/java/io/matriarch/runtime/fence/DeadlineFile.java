package io.matriarch.runtime.fence;

import io.matriarch.action.FenceAction;
import io.matriarch.value.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the deadline that was told to the guard last, for a next run of this agent that finds a
 * primary and no guard to ask: it is the only witness of when the lease of this run ends. It is
 * written on a thread of its own, without waiting for the disk: an older deadline is an earlier
 * one, and a start of the machine ends PostgreSQL, too.
 */
public final class DeadlineFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineFile.class);
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path path;
    private final String boot;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "deadline-file");
                thread.setDaemon(true);
                return thread;
            });
    private Optional<Moment> newest = Optional.empty();

    /** That of this start of the machine. */
    public DeadlineFile(Path path) {
        this(path, boot());
    }

    DeadlineFile(Path path, String boot) {
        this.path = path;
        this.boot = boot;
    }

    /** The deadline of the run before; absent when there is none of this start of the machine. */
    public Optional<Moment> left() {
        try {
            String[] words = Files.readString(path).strip().split(" ");
            return words.length == 2 && words[0].equals(boot)
                    ? Optional.of(new Moment(Long.parseLong(words[1])))
                    : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read: {}", path, e.toString());
            return Optional.empty();
        }
    }

    /** Takes note of what the guard is told. */
    public synchronized void note(FenceAction order) {
        Optional<Moment> before = newest;
        newest =
                switch (order) {
                    case FenceAction.ArmFence(long _, Moment until) -> Optional.of(until);
                    case FenceAction.LimitFence(long _, Moment until) -> Optional.of(until);
                    case FenceAction.DisarmFence _, FenceAction.FenceNow _ -> Optional.empty();
                };
        if (newest.equals(before)) {
            return;
        }
        Optional<Moment> wanted = newest;
        try {
            writer.execute(() -> keep(wanted));
        } catch (RejectedExecutionException _) {
            // This agent ends; what is kept is older and earlier.
        }
    }

    private void keep(Optional<Moment> deadline) {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            if (deadline.isEmpty()) {
                Files.deleteIfExists(path);
                return;
            }
            Files.writeString(fresh, boot + " " + deadline.get().nanos() + "\n");
            Files.move(
                    fresh,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.debug("{} cannot be written: {}", path, e.toString());
        }
    }

    private static String boot() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException _) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        writer.shutdown(); // what waits for a stalled disk is not waited for
    }
}
