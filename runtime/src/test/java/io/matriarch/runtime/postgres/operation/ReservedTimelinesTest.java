package io.matriarch.runtime.postgres.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.runtime.postgres.config.DataDirectory;
import io.matriarch.value.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReservedTimelinesTest {
    private static final String TAKEN = "1\t0/0\tanother branch\n";
    private static final String TRUE_ONE = "1\t0/3000000\tno recovery target specified\n";

    @TempDir private Path top;

    private ReservedTimelines timelines;

    @BeforeEach
    void makeDataDirectory() throws IOException {
        Files.createDirectory(top.resolve("pg_wal"));
        timelines = new ReservedTimelines(new DataDirectory(top));
    }

    @Test
    void takesEveryUnknownNumberAndLeavesTheKnownOnesAsTheyAre() throws IOException {
        write("00000003.history", TRUE_ONE);
        timelines.reserve(new Timeline(4));
        assertEquals("00000002.history 00000003.history 00000004.history", files());
        assertEquals(TAKEN, read("00000002.history"));
        assertEquals(TRUE_ONE, read("00000003.history"));
        assertEquals(TAKEN, read("00000004.history"));
        assertTrue(timelines.leadNowhere());
    }

    @Test
    void whatAnInterruptedPromotionTookIsGivenBack() throws IOException {
        write("00000003.history", TRUE_ONE);
        timelines.reserve(new Timeline(11));
        timelines.release();
        assertEquals("00000002.history 00000003.history", files());
        assertFalse(timelines.leadNowhere());
    }

    @Test
    void aNumberBelowTheTimelineOfAPromotionStaysTaken() throws IOException {
        timelines.reserve(new Timeline(2));
        write("00000003.history", TRUE_ONE);
        assertFalse(timelines.leadNowhere());
        timelines.release();
        assertEquals("00000002.history 00000003.history", files());
    }

    @Test
    void withoutADirectoryOfTheLogThereIsNothingToGiveBack() throws IOException {
        Files.delete(top.resolve("pg_wal"));
        timelines.release();
        assertFalse(timelines.leadNowhere());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(top.resolve("pg_wal").resolve(name), text);
    }

    private String read(String name) throws IOException {
        return Files.readString(top.resolve("pg_wal").resolve(name));
    }

    private String files() throws IOException {
        try (Stream<Path> found = Files.list(top.resolve("pg_wal"))) {
            return found.map(file -> file.getFileName().toString())
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }
}
