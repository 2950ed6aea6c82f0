package io.matriarch.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.journal.JournalEntry;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent is killed while it writes. */
class JournalCrashTest {
    private static final String PASSWORD = "marker-7f3a9c51";

    private static final String KILL_ME = "kill me";
    private static final int WHOLE = 300;

    /** Opening a queue on a busy machine takes longer than filling the usual buffer here. */
    private static final JournalLimits ROOMY =
            new JournalLimits(
                    1_000_000,
                    Duration.ofDays(7),
                    1L << 30,
                    0,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(60));

    @TempDir private Path directory;

    /**
     * The other process: one run that ends properly, then one in whose midst it is killed, on the
     * day that it is told.
     */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws InterruptedException {
            Path directory = Path.of(arguments[0]);
            long now = Long.parseLong(arguments[1]) * Chronicle.CYCLE_MILLIS;
            try (var first = new ChronicleJournal(directory, "1.0", ROOMY, () -> now)) {
                new Recording(first).steps(WHOLE);
            }
            var second = new ChronicleJournal(directory, "1.0", ROOMY, () -> now);
            Recording recording = new Recording(second);
            recording.steps(WHOLE);
            System.out.println(KILL_ME);
            while (true) {
                recording.steps(1);
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Test
    void afterAKillTheBeginningIsWholeReplaysAndTheNextRunGoesOn() throws Exception {
        for (int life = 1; life <= 3; life++) {
            liveAndDie(20_000 + life / 3);
            List<List<Integer>> runs = secondsOfRuns();
            int total = 0;
            for (List<Integer> seconds : runs) {
                assertEquals(IntStream.rangeClosed(1, seconds.size()).boxed().toList(), seconds);
                total += seconds.size();
            }
            assertTrue(total >= life * WHOLE, total + " steps in life " + life);
            assertEquals("0: " + total + " steps, identical\n", replay());
        }
        assertNoFileHolds(PASSWORD);
    }

    private void liveAndDie(int day) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(one -> one.startsWith("--"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-Dpassword=" + PASSWORD,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString(),
                        Integer.toString(day)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PGPASSWORD", PASSWORD);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertEquals(KILL_ME, out.readLine());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private List<List<Integer>> secondsOfRuns() throws IOException {
        List<List<Integer>> runs = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                switch (next.get()) {
                    case JournalEntry.Snapshot _ -> runs.add(new ArrayList<>());
                    case JournalEntry.Stepped stepped ->
                            runs.get(runs.size() - 1)
                                    .add((int) (stepped.event().at().nanos() / 1_000_000_000L));
                    case JournalEntry.Judged _ -> {}
                    case JournalEntry.Gap gap -> throw new AssertionError(gap);
                }
            }
        }
        return runs;
    }

    private String replay() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code =
                ReplayCommand.run(directory, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return code + ": " + bytes.toString(StandardCharsets.UTF_8);
    }

    private void assertNoFileHolds(String marker) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(marker), file.toString());
            }
        }
    }
}
