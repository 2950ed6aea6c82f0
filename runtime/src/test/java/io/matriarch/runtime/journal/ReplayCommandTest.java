package io.matriarch.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.Event;
import io.matriarch.journal.JournalEntry;
import io.matriarch.journal.JournalJson;
import io.matriarch.journal.RecordJson;
import io.matriarch.machine.Genesis;
import io.matriarch.value.RuleId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final RuleId NEVER_A_RULE = new RuleId("S99-never-a-rule");

    /** Before the text of an entry: four bytes of length, then type and length of the text. */
    private static final int ENTRY_HEADER = 7;

    @TempDir private Path directory;

    @Test
    void aDirectoryWithoutAJournalIsToldApart() {
        Path missing = directory.resolve("nowhere");
        assertEquals("2: " + missing + " is not a directory\n", replay(missing));
        assertEquals(
                "2: no journal in " + directory + ": it holds no *.cq4 file\n", replay(directory));
    }

    @Test
    void aStepThatComesOutDifferentlyIsShown() {
        record(5);
        try (ChronicleJournal journal = open()) {
            journal.snapshot(Genesis.state());
            journal.append(Recording.tick(7), List.of(NEVER_A_RULE), 255);
        }
        String found = replay(directory);
        assertTrue(found.startsWith("1: step 6 differs (recorded by version 1.0)\n"), found);
        assertTrue(found.contains("recorded  [S99-never-a-rule] digest ff\n"), found);
        String explained = printed(out -> ReplayCommand.explain(directory, out));
        assertTrue(explained.startsWith("1: step 6 differs"), explained);
    }

    @Test
    void aFileOfSomethingElseIsDamaged() throws IOException {
        record(5);
        Path file = Retention.files(directory).get(0);
        Files.write(file, new byte[200_000]);
        assertEquals(
                "2: " + file + " is damaged: it does not begin like a journal's file\n",
                replay(directory));
    }

    @Test
    void aFileOverwrittenInTheMiddleIsDamaged() throws IOException {
        record(200);
        Path file = Retention.files(directory).get(0);
        int middle = positionOf(file, "\"at\":100000000000,");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(middle);
            bytes.write(new byte[] {'!', '!', '!', '!', '!', '!'});
        }
        String found = replay(directory);
        assertTrue(
                found.startsWith("2: " + directory + " is damaged: entry 102 is none of ours: "),
                found);
    }

    @Test
    void aFileCutShortBeforeALaterOneIsDamaged() throws IOException {
        long day = 86_400_000L;
        for (int i = 0; i < 2; i++) {
            long now = (20_000 + i) * day;
            try (var journal =
                    new ChronicleJournal(directory, "1.0", JournalLimits.DEFAULTS, () -> now)) {
                new Recording(journal).steps(200);
            }
        }
        Path first = Retention.files(directory).get(0);
        int text = positionOf(first, "{\"@\":\"Stepped\",\"event\":" + tickOf(100));
        for (int cut : new int[] {text + 50, text - ENTRY_HEADER}) {
            try (RandomAccessFile bytes = new RandomAccessFile(first.toFile(), "rw")) {
                bytes.setLength(cut);
                bytes.setLength(1 << 20);
            }
            String found = replay(directory);
            assertTrue(found.startsWith("2: " + directory + " is damaged: entry 1"), found);
        }
    }

    private static String tickOf(int second) {
        return RecordJson.write(Event.class, Recording.tick(second));
    }

    @Test
    void anExportIsOneLineOfJsonPerEntry() {
        record(3);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String exported =
                printed(out -> JournalExport.run(directory, out, new PrintStream(err, true)));
        assertTrue(exported.startsWith("0: {\"@\":\"Snapshot\",\"version\":\"1.0\","), exported);
        List<String> lines = exported.substring(3).lines().toList();
        assertEquals(4, lines.size());
        for (int i = 1; i < 4; i++) {
            JournalEntry entry = JournalJson.decode(lines.get(i));
            assertEquals(Recording.tick(i), ((JournalEntry.Stepped) entry).event());
        }
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anExportKeepsItsComplaintsApartFromTheLines() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String exported =
                printed(out -> JournalExport.run(directory, out, new PrintStream(err, true)));
        assertEquals("2: ", exported);
        assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("no journal in "));
    }

    private void record(int steps) {
        try (ChronicleJournal journal = open()) {
            new Recording(journal).steps(steps);
        }
    }

    private ChronicleJournal open() {
        return new ChronicleJournal(directory, "1.0", JournalLimits.DEFAULTS);
    }

    private static int positionOf(Path file, String text) throws IOException {
        int found = Files.readString(file, StandardCharsets.ISO_8859_1).indexOf(text);
        assertTrue(found > 0, text);
        return found;
    }

    private static String replay(Path directory) {
        return printed(out -> ReplayCommand.run(directory, out));
    }

    private static String printed(ToIntFunction<PrintStream> command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = command.applyAsInt(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return code + ": " + bytes.toString(StandardCharsets.UTF_8);
    }
}
