package io.matriarch.runtime.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open queue, for appending. Belongs to one thread.
 *
 * <p>The queue's time is the time of the segment being written, never the clock's: so a file ends
 * exactly where the next snapshot begins, and a wall clock that goes back cannot append to an older
 * file, where readers would not look again.
 */
final class JournalQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalQueue.class);

    private final Path directory;
    private final JournalLimits limits;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private long now = Long.MIN_VALUE;

    private JournalQueue(Path directory, JournalLimits limits) {
        this.directory = directory;
        this.limits = limits;
        this.queue = Chronicle.builder(directory).timeProvider(this::now).build();
        int last = queue.lastCycle();
        if (last != Integer.MIN_VALUE) {
            now = (long) last * Chronicle.CYCLE_MILLIS;
        }
        this.appender = queue.createAppender();
    }

    /**
     * Opens the queue.
     *
     * @throws IOException when the directory cannot be used
     */
    static JournalQueue open(Path directory, JournalLimits limits) throws IOException {
        Files.createDirectories(directory);
        requireSpace(directory, limits);
        return new JournalQueue(directory, limits);
    }

    /**
     * Appends one line. The first line of a new day also deletes the files beyond their time.
     *
     * @param segment time of the snapshot that the line belongs to, in milliseconds since 1970
     * @throws IOException when the disk is nearly full
     */
    void append(long segment, String line) throws IOException {
        requireSpace(directory, limits);
        boolean newDay = segment / Chronicle.CYCLE_MILLIS > now / Chronicle.CYCLE_MILLIS;
        now = Math.max(now, segment);
        if (newDay) {
            deleteOld();
        }
        appender.writeText(line);
    }

    private void deleteOld() {
        try {
            if (Retention.sweep(directory, now, limits) > 0) {
                queue.refreshDirectoryListing();
            }
        } catch (IOException e) {
            LOG.warn("journal {}: old files cannot be deleted: {}", directory, e.toString());
        }
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }

    private long now() {
        return Math.max(now, 0);
    }

    private static void requireSpace(Path directory, JournalLimits limits) throws IOException {
        long usable = directory.toFile().getUsableSpace();
        if (usable < limits.spareBytes()) {
            throw new IOException(
                    "disk nearly full: %d MB free, %d MB are left alone"
                            .formatted(usable >> 20, limits.spareBytes() >> 20));
        }
    }
}
