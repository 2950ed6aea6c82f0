package io.matriarch.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsOneLineForEachStory() {
        assertEquals(0, execute("bench", "--rounds", "1", "--minutes", "2"));
        String[] lines = out.toString().split("\n");
        assertEquals(2, lines.length, out.toString());
        assertTrue(lines[0].startsWith("steady "), lines[0]);
        assertTrue(lines[1].startsWith("under faults "), lines[1]);
    }

    @Test
    void tellsTheSameAsJson() throws IOException {
        assertEquals(0, execute("bench", "--json", "--rounds", "1", "--minutes", "1"));
        JsonNode told = new ObjectMapper().readTree(out.toString());
        assertTrue(told.get("events_per_second").asLong() > 0, out.toString());
        assertTrue(told.get("times_real_time").asLong() > 0, out.toString());
        assertTrue(told.get("under_faults").get("events_per_second").asLong() > 0);
    }

    @Test
    void namesAnOptionThatIsOutOfRange() {
        assertEquals(1, execute("bench", "--minutes", "61"));
        assertTrue(
                err.toString().startsWith("--minutes: '61': expected a number from 1 to 60"),
                err.toString());
    }

    private int execute(String... arguments) {
        return MatriarchSim.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
