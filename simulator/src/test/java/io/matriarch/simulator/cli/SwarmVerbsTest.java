package io.matriarch.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.swarm.Generator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SwarmVerbsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @Test
    void noSeedsFindNothing() {
        assertEquals(0, execute("swarm", "--seeds", "0", "--json"));
        assertTrue(
                out.toString().startsWith("{\"seeds\": 0, \"from\": 1, \"violations\": 0,"),
                out.toString());
        assertTrue(out.toString().contains("\"simulated_seconds\": 0, \"faults\": 0,"));
    }

    @Test
    void aSeedIsPrintedAsTheScenarioThatItIs() {
        assertEquals(0, execute("seed", "4711", "--print"));
        assertEquals(Generator.USUAL.text(4711), out.toString());
    }

    @Test
    void aScenarioThatFailsIsPrintedSmallAndTheExitCodeIsTheFailures() throws IOException {
        Path file = folder.resolve("missed.scenario");
        Files.writeString(
                file,
                """
                scenario  missed
                story     Nothing happens that matters.
                members   n1 primary
                          n2 standby
                          n3 standby
                until     60s
                at  20s   freeze agent n3
                at  25s   thaw agent n3
                expect    by 30s  n2 primary
                """);
        assertEquals(4, execute("shrink", file.toString()));
        Scenario small = Scenario.parse(out.toString());
        assertEquals(0, small.faults().size(), out.toString());
        assertEquals(2, small.members().size(), out.toString());
    }

    @Test
    void nothingIsShrunkWhereNothingFails() throws IOException {
        Path file = folder.resolve("calm.scenario");
        Files.writeString(file, "scenario calm\nstory Nothing.\nmembers n1 primary\nuntil 20s\n");
        assertEquals(0, execute("shrink", file.toString()));
        assertEquals("nothing fails in " + file + "\n", out.toString());
    }

    @Test
    void whatIsNoNumberIsNoSeed() {
        assertEquals(1, execute("seed", "many"));
        assertTrue(err.toString().contains("'many'"), err.toString());
    }

    private int execute(String... arguments) {
        return MatriarchSim.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
