package io.matriarch.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.journal.JournalEntry;
import io.matriarch.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleJournalTest {
    private static final long DAY = 86_400_000L;
    private static final long NOON = 20_000 * DAY + DAY / 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final JournalLimits LIMITS = limits(1000, 0);

    @TempDir private Path temporary;

    private final AtomicLong wall = new AtomicLong(NOON);

    @Test
    void whatWasRecordedReplaysIdentically() {
        try (ChronicleJournal journal = journal(LIMITS)) {
            new Recording(journal).steps(100);
        }
        assertEquals("0: 100 steps, identical\n", replay());
    }

    @Test
    void anotherRunAppendsToTheSameFile() throws IOException {
        for (int run = 0; run < 3; run++) {
            try (ChronicleJournal journal = journal(LIMITS)) {
                new Recording(journal).steps(10);
            }
        }
        assertEquals("0: 30 steps, identical\n", replay());
        assertEquals(1, Retention.files(queue()).size());
    }

    @Test
    void aJournalCanBeReadWhileItIsWritten() {
        try (ChronicleJournal journal = journal(LIMITS)) {
            Recording recording = new Recording(journal);
            recording.steps(10);
            Await.until(PATIENCE, () -> replay().equals("0: 10 steps, identical\n"));
            recording.steps(10);
            Await.until(PATIENCE, () -> replay().equals("0: 20 steps, identical\n"));
        }
    }

    @Test
    void eachDayHasAFileThatBeginsWithASnapshotAndOldOnesAreDeleted() throws IOException {
        try (ChronicleJournal journal = journal(LIMITS)) {
            Recording recording = new Recording(journal);
            for (int day = 0; day < 12; day++) {
                recording.steps(5);
                wall.addAndGet(DAY);
            }
        }
        assertEquals(8, Retention.files(queue()).size(), "today's and those of seven days");
        assertEquals("0: 40 steps, identical\n", replay());
        List<JournalEntry> entries = entries();
        for (int i = 0; i < entries.size(); i += 6) {
            assertTrue(entries.get(i) instanceof JournalEntry.Snapshot, entries.get(i).toString());
        }
    }

    @Test
    void aWallClockThatGoesBackLosesNothing() throws IOException {
        try (ChronicleJournal journal = journal(LIMITS)) {
            Recording recording = new Recording(journal);
            recording.steps(5);
            wall.addAndGet(-3 * DAY);
            recording.steps(5);
        }
        try (ChronicleJournal journal = journal(LIMITS)) {
            new Recording(journal).steps(5);
        }
        assertEquals("0: 15 steps, identical\n", replay());
        assertEquals(1, Retention.files(queue()).size());
    }

    @Test
    void aDirectoryThatCannotBeUsedCostsEntriesOnlyBeyondTheBuffer() throws IOException {
        Files.writeString(queue(), "in the way");
        try (ChronicleJournal journal = journal(limits(20, 0))) {
            Recording recording = new Recording(journal);
            recording.steps(60);
            Files.delete(queue());
            Await.until(PATIENCE, journal::wantsSnapshot);
            recording.steps(5);
        }
        assertEquals("0: 24 steps, identical\n41 entries were never written\n", replay());
    }

    @Test
    void aNearlyFullDiskIsLeftAloneAndClosingIsBounded() {
        long before = System.nanoTime();
        try (ChronicleJournal journal = journal(limits(1000, Long.MAX_VALUE))) {
            new Recording(journal).steps(50);
        }
        assertTrue(System.nanoTime() - before < PATIENCE.toNanos());
        assertTrue(replay().startsWith("2: no journal in "), replay());
    }

    private ChronicleJournal journal(JournalLimits limits) {
        return new ChronicleJournal(queue(), "1.0", limits, wall::get);
    }

    private Path queue() {
        return temporary.resolve("journal");
    }

    private List<JournalEntry> entries() throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(queue())) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                entries.add(next.get());
            }
        }
        return entries;
    }

    /** Exit code and output of the replay command. */
    private String replay() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = ReplayCommand.run(queue(), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return code + ": " + bytes.toString(StandardCharsets.UTF_8);
    }

    private static JournalLimits limits(int waiting, long spareBytes) {
        return new JournalLimits(
                waiting,
                Duration.ofDays(7),
                1L << 30,
                spareBytes,
                Duration.ofMillis(50),
                Duration.ofSeconds(10));
    }
}
