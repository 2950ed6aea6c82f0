package io.matriarch.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MatriarchSimTest {
    private static final String CALM =
            """
            scenario  calm
            story     Nothing happens.
            vary      seed 1 | 2
            members   n1 primary
                      n2 standby
            until     60s
            at  20s   freeze agent n2
            at  25s   thaw agent n2
            expect    always  n1 primary
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @Test
    void eachVariationIsOneLineAndTheTotalIsTheLast() throws IOException {
        write("calm", CALM);
        assertEquals(0, execute("run", folder.toString()));
        String[] lines = out.toString().split("\n");
        assertEquals(3, lines.length, out.toString());
        assertTrue(lines[0].startsWith("ok      calm [seed=1]"), lines[0]);
        assertTrue(lines[1].startsWith("ok      calm [seed=2]"), lines[1]);
        assertEquals("2 ok, 0 failed", lines[2]);
    }

    @Test
    void theTraceHasOneLinePerFault() throws IOException {
        write("calm", CALM);
        assertEquals(0, execute("run", "--trace", folder.toString()));
        assertTrue(out.toString().contains("  20.000  --  fault    freeze agent n2\n"));
        assertTrue(out.toString().contains("  25.000  --  fault    thaw agent n2\n"));
    }

    @Test
    void anExpectationThatIsMissedIsReportedInFourLines() throws IOException {
        write("missed", CALM.replace("calm", "missed").replace("always  n1", "by 30s n2"));
        assertEquals(4, execute("run", folder.toString()));
        String text = out.toString();
        assertTrue(text.contains("FAILED  missed [seed=1]"), text);
        String report =
                """
                because  n1 accepts writes on timeline 1, n2 streams from n1 on timeline 1; the \
                lock is n1's, tenure 1
                replay   bin/matriarch-sim run --trace %1$s/missed.scenario
                trace    %1$s/failures/missed-seed=1.trace
                """
                        .formatted(folder);
        assertTrue(
                text.contains("expect line 9: by 30s n2 primary   seed 1   at 30.000s   "), text);
        assertTrue(text.contains(report), text);
        assertTrue(text.endsWith("0 ok, 2 failed\n"), text);
        assertTrue(Files.exists(folder.resolve("failures/missed-seed=2.trace")));
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithLineAndRemedy() throws IOException {
        write("calm", CALM.replace("freeze agent", "freeze the agent"));
        assertEquals(1, execute("run", folder.toString()));
        assertEquals(
                folder + "/calm.scenario: line 7: at: 'the': write 'agent' or 'postgres' here\n",
                err.toString());
    }

    @Test
    void aScenarioIsCalledLikeItsFile() throws IOException {
        write("other", CALM);
        assertEquals(1, execute("run", folder.toString()));
        assertEquals(
                "%1$s/other.scenario: line 1: scenario: 'calm': give it the name of its file: "
                                .formatted(folder)
                        + "%1$s/other.scenario\n".formatted(folder),
                err.toString());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".scenario"), text);
    }

    private int execute(String command, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = command;
        all[1] = "--failures";
        all[2] = folder.resolve("failures").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return MatriarchSim.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all);
    }
}
