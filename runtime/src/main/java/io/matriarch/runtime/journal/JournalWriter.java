package io.matriarch.runtime.journal;

import io.matriarch.journal.JournalEntry;
import io.matriarch.journal.JournalJson;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the waiting entries, on the journal's own thread. Opens the queue again when it fails. */
final class JournalWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private final Path directory;
    private final JournalLimits limits;
    private final EntryBuffer buffer;
    private Optional<JournalQueue> queue = Optional.empty();
    private Optional<String> failure = Optional.empty();

    JournalWriter(Path directory, JournalLimits limits, EntryBuffer buffer) {
        this.directory = directory;
        this.limits = limits;
        this.buffer = buffer;
    }

    @Override
    public void run() {
        try {
            writeAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeQueue();
        }
    }

    private void writeAll() throws InterruptedException {
        for (var next = buffer.awaitFirst(); next.isPresent(); next = buffer.awaitFirst()) {
            if (!write(next.get())) {
                if (buffer.isClosed()) {
                    return;
                }
                buffer.pause(limits.retryAfter());
            }
        }
    }

    /** False when the entry stays first and must be tried again later. */
    private boolean write(EntryBuffer.Waiting waiting) {
        String line;
        try {
            line = JournalJson.encode(waiting.entry());
        } catch (RuntimeException e) {
            LOG.error("journal {}: an entry has no form as JSON: {}", directory, e.toString());
            buffer.replaceFirst("an entry has no form as JSON");
            return true;
        }
        try {
            open().append(waiting.segment(), line);
        } catch (Exception | LinkageError | InternalError | AssertionError e) {
            // InternalError is what a full disk under a memory-mapped file looks like.
            failed(e);
            return false;
        }
        buffer.removeFirst();
        succeeded(waiting.entry());
        return true;
    }

    private JournalQueue open() throws Exception {
        if (queue.isEmpty()) {
            queue = Optional.of(JournalQueue.open(directory, limits));
        }
        return queue.get();
    }

    private void failed(Throwable cause) {
        closeQueue();
        String reason = reason(cause);
        buffer.trouble(reason);
        if (!failure.equals(Optional.of(reason))) {
            failure = Optional.of(reason);
            LOG.warn(
                    "journal {} cannot be written: {}; up to {} entries wait in memory, next try in"
                            + " {} s",
                    directory,
                    reason,
                    limits.waiting(),
                    limits.retryAfter().toSeconds());
        }
    }

    private void succeeded(JournalEntry entry) {
        if (failure.isPresent()) {
            failure = Optional.empty();
            LOG.info("journal {} is written again", directory);
        }
        if (entry instanceof JournalEntry.Gap gap) {
            LOG.warn(
                    "journal {}: {} entries are missing: {}", directory, gap.count(), gap.reason());
        }
    }

    private void closeQueue() {
        try {
            queue.ifPresent(JournalQueue::close);
        } catch (RuntimeException | LinkageError | InternalError | AssertionError e) {
            LOG.warn("journal {} did not close properly: {}", directory, reason(e));
        }
        queue = Optional.empty();
    }

    private static String reason(Throwable cause) {
        if (cause instanceof InternalError) {
            return "no disk behind a page of the file: the disk is full or the file was cut short";
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.toString();
    }
}
