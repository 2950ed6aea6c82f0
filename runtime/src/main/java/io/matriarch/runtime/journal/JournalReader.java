package io.matriarch.runtime.journal;

import io.matriarch.journal.JournalEntry;
import io.matriarch.journal.JournalJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Reads a journal from its first entry to the last one that is there now. Changes nothing in the
 * directory, so it may belong to somebody else and be written at the same time.
 */
final class JournalReader implements AutoCloseable {
    /** Stands near the beginning of every data file of Chronicle Queue. */
    private static final String MARK = "SCQStore";

    private static final int HEADER_BYTES = 64;

    /** How long a half-made file is waited for. */
    private static final long WAIT_MILLIS = 1_000;

    private static final int MARK_TRIES = 10;
    private static final long MARK_PAUSE_NANOS = 100_000_000L;

    private final Path directory;
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private long count;

    private JournalReader(Path directory) {
        this.directory = directory;
        this.queue = Chronicle.builder(directory).readOnly(true).timeoutMS(WAIT_MILLIS).build();
        this.tailer = queue.createTailer();
    }

    /**
     * Opens the journal.
     *
     * @throws IOException when the directory holds none, or a damaged one; the message is for
     *     people
     */
    static JournalReader open(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + " is not a directory");
        }
        List<Path> files = Retention.files(directory);
        if (files.isEmpty()) {
            throw new IOException(
                    "no journal in " + directory + ": it holds no *" + Chronicle.SUFFIX + " file");
        }
        for (Path file : files) {
            awaitMark(file);
        }
        try {
            return new JournalReader(directory);
        } catch (RuntimeException | InternalError | AssertionError e) {
            throw new IOException(directory + " cannot be opened: " + e, e);
        }
    }

    /**
     * The next line; empty at the end.
     *
     * @throws IOException when the file is damaged here
     */
    Optional<String> nextLine() throws IOException {
        try {
            String line = tailer.readText();
            if (line == null) {
                requireEnd();
                return Optional.empty();
            }
            count++;
            return Optional.of(line);
        } catch (RuntimeException | InternalError | AssertionError e) {
            throw damaged("cannot be read", e);
        }
    }

    /**
     * The next entry; empty at the end.
     *
     * @throws IOException when the file is damaged here
     */
    Optional<JournalEntry> next() throws IOException {
        Optional<String> line = nextLine();
        try {
            return line.map(JournalJson::decode);
        } catch (IllegalArgumentException e) {
            throw damaged("is none of ours: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        tailer.close();
        queue.close();
    }

    /**
     * Readers end where a file is cut short, as if it were the end: so look into the later ones.
     */
    private void requireEnd() throws IOException {
        for (Path file : Retention.files(directory)) {
            long day = Retention.day(file).orElse(Long.MIN_VALUE);
            if (day > tailer.cycle()
                    && tailer.moveToCycle((int) day)
                    && tailer.readText() != null) {
                throw damaged("is the last before " + file.getFileName() + ", cut short", null);
            }
        }
    }

    private IOException damaged(String what, Throwable cause) {
        return new IOException(
                "%s is damaged: entry %d %s".formatted(directory, count + 1, what), cause);
    }

    /** A file that is being made has its mark a moment later. */
    private static void awaitMark(Path file) throws IOException {
        for (int i = 0; i < MARK_TRIES && !hasMark(file); i++) {
            LockSupport.parkNanos(MARK_PAUSE_NANOS);
        }
        if (!hasMark(file)) {
            throw new IOException(file + " is damaged: it does not begin like a journal's file");
        }
    }

    private static boolean hasMark(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEADER_BYTES);
            return new String(head, StandardCharsets.ISO_8859_1).contains(MARK);
        }
    }
}
