package io.matriarch.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs {@code trace}, {@code coverage}, {@code sometimes} and {@code run --json}. */
final class ShowingVerbsTest {
    private static final String STORY =
            """
            scenario  story
            story     The primary's host dies and a standby takes over.
            rules     P20-promote
            vary      ttl 20s | 30s
            members   n1 primary
                      n2 standby
            settings  loop_wait 5s
            until     60s
            at  20s   crash host n1
            expect    by 58s  n2 primary
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void aStory() throws IOException {
        file = folder.resolve("story.scenario");
        Files.writeString(file, STORY);
    }

    @Test
    void traceShowsEachChangeAndWritesAPageThatNeedsNothingElse() throws IOException {
        Path page = folder.resolve("page.html");
        assertEquals(0, execute("trace", file.toString(), "--html", page.toString()));
        assertTrue(out.toString().contains("n2  P20-promote"), out.toString());
        String html = Files.readString(page);
        assertTrue(html.startsWith("<!doctype html>"), html.substring(0, 40));
        assertTrue(html.contains("P20-promote"));
        assertTrue(!html.contains("src=\"http") && !html.contains("href=\"http"));
        assertEquals("wrote " + page + "\n", err.toString());
    }

    @Test
    void traceTakesTheVariationThatIsNamed() {
        assertEquals(0, execute("trace", file.toString(), "--variation", "ttl=30s"));
        assertTrue(out.toString().contains("  50.000  --  dcs      session of n1 expired"));
    }

    @Test
    void traceNamesTheVariationsWhereThereIsNoSuchOne() {
        assertEquals(1, execute("trace", file.toString(), "--variation", "ttl=40s"));
        assertTrue(err.toString().contains("ttl=20s"), err.toString());
    }

    @Test
    void traceTakesOneScenarioAtATime() {
        assertEquals(1, execute("trace", file.toString(), file.toString()));
        assertTrue(err.toString().contains("one scenario at a time"), err.toString());
    }

    @Test
    void coverageNamesTheScenariosOfEachRule() {
        assertEquals(0, execute("coverage", folder.toString()));
        assertTrue(
                out.toString().contains("| `P20-promote` | 1 | [story](../scenarios/story"),
                out.toString());
    }

    @Test
    void coverageNamesAFolderThatIsNone() {
        assertEquals(1, execute("coverage", file.toString()));
        assertEquals(file + " is not a folder: name one with scenarios\n", err.toString());
    }

    @Test
    void aRunAsJsonIsOneObject() {
        Path failures = folder.resolve("failures");
        assertEquals(
                0, execute("run", "--json", "--failures", failures.toString(), file.toString()));
        String json = out.toString();
        assertTrue(json.startsWith("{\"ok\":2,\"failed\":0,\"scenarios\":["), json);
        assertTrue(
                json.contains("\"variation\":\"ttl=20s\",\"ok\":true,\"simulatedMillis\":60000"));
        assertEquals(1, json.lines().count());
    }

    @Test
    void coincidencesThatFewSeedsDoNotMeetAreToldAndTheExitCodeSaysSo() {
        assertEquals(4, execute("sometimes", "--seeds", "1"));
        assertTrue(out.toString().contains("each was met, 1 in all"), out.toString());
        assertTrue(out.toString().contains("| none | 0 |"));
    }

    private int execute(String... arguments) {
        return MatriarchSim.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
