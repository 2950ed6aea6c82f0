package io.matriarch.runtime.postgres.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.driver.Clock;
import io.matriarch.testing.Await;
import io.matriarch.value.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandRunnerTest {
    private static final Clock CLOCK = () -> new Moment(System.nanoTime());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path directory;

    private final CommandRunner runner = CommandRunner.reading(CommandPrefix.NONE);

    @Test
    void outputErrorsAndStatusAreKept() throws Exception {
        CommandResult result = run("echo out; echo 'tool: error: no room' >&2; exit 3");
        assertEquals(3, result.status());
        assertEquals("out\n", result.output());
        assertEquals("no room", result.lastError());
        assertEquals("exit status 4", run("exit 4").lastError());
    }

    @Test
    void inputReachesTheToolAndItsArgumentsDoNotShowIt() throws Exception {
        CommandResult result =
                runner.run(
                        List.of("sh", "-c", "read x; echo got $x; cat /proc/$$/cmdline"),
                        Map.of(),
                        "secret\n",
                        patient());
        assertTrue(result.output().startsWith("got secret\n"), result.output());
        assertFalse(result.output().substring(11).contains("secret"));
    }

    @Test
    void aToolSpeaksEnglishAndKnowsNoSecretOfOurs() throws Exception {
        Map<String, String> server =
                Environments.server(
                        Map.of(
                                "PATRONI_SUPERUSER_PASSWORD", "x",
                                "MATRIARCH_ANYTHING", "x",
                                "NOTIFY_SOCKET", "x",
                                "PGPASSWORD", "x",
                                "PG_MALLOC_ARENA_MAX", "1",
                                "AWS_REGION", "here",
                                "LC_ALL", "de_DE"));
        assertEquals("{AWS_REGION=here, LC_ALL=de_DE, MALLOC_ARENA_MAX=1}", server.toString());
        assertEquals("C C\n", run("echo $LANG $LC_ALL").output());
    }

    @Test
    void theDeadlineEndsTheWholeProcessGroup() throws Exception {
        Limit limit = Limit.of(CLOCK, Duration.ofMillis(500));
        CutException cut = assertThrows(CutException.class, () -> runner.run(sleepers(), limit));
        assertEquals(CutException.Cause.DEADLINE, cut.why());
        Await.until(PATIENCE, () -> ProcessIdentity.of(noted("first")).isEmpty());
        Await.until(PATIENCE, () -> ProcessIdentity.of(noted("second")).isEmpty());
    }

    @Test
    void aCancelEndsItAtOnce() throws Exception {
        Limit limit = patient();
        CompletableFuture<Object> running =
                CompletableFuture.supplyAsync(() -> cause(sleepers(), limit));
        Await.until(PATIENCE, () -> Files.exists(directory.resolve("second")));
        limit.cut(CutException.Cause.CANCELLED);
        assertEquals(CutException.Cause.CANCELLED, result(running));
        Await.until(PATIENCE, () -> ProcessIdentity.of(noted("second")).isEmpty());
    }

    @Test
    void nothingIsStartedUnderALimitThatWasCut() {
        Limit limit = patient();
        limit.cut(CutException.Cause.FENCED);
        assertThrows(
                CutException.class, () -> runner.run(List.of("touch", directory + "/made"), limit));
        assertFalse(Files.exists(directory.resolve("made")));
    }

    @Test
    void whatAKilledAgentLeftAtWorkIsEndedByTheNextOne() throws Exception {
        Path file = directory.resolve("child");
        Process tool =
                new ProcessBuilder(CommandPrefix.NONE.command(List.of("setsid"), sleepers()))
                        .start();
        Await.until(PATIENCE, () -> Files.exists(directory.resolve("second")));
        new ChildRecord(file).note(tool.pid());
        // Its leader is gone, too; what it forked works on.
        tool.destroyForcibly().waitFor();
        assertTrue(ProcessIdentity.of(noted("second")).isPresent());
        assertTrue(new ChildRecord(file).endOrphan(patient()));
        assertEquals(Optional.empty(), ProcessIdentity.of(noted("second")));
        assertFalse(Files.exists(file));
        assertFalse(new ChildRecord(file).endOrphan(patient()));
    }

    @Test
    void aStrangerThatGotTheNumberOfADeadToolIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("setsid", "sleep", "60").start();
        try {
            ProcessIdentity identity = ProcessIdentity.of(stranger.pid()).orElseThrow();
            Path file = directory.resolve("child");
            Files.writeString(
                    file, new ProcessIdentity(identity.pid(), identity.startTicks() - 5) + "\n");
            assertFalse(new ChildRecord(file).endOrphan(patient()));
            assertTrue(identity.isAlive());
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    private CommandResult run(String script) throws IOException, CutException {
        return runner.run(List.of("sh", "-c", script), patient());
    }

    private static Limit patient() {
        return Limit.of(CLOCK, PATIENCE);
    }

    /** Two processes of one group, which note their numbers. */
    private List<String> sleepers() {
        return List.of(
                "sh",
                "-c",
                "echo $$ > "
                        + directory
                        + "/first; sleep 60 & echo $! > "
                        + directory
                        + "/.second; mv "
                        + directory
                        + "/.second "
                        + directory
                        + "/second; wait");
    }

    private long noted(String name) throws IOException {
        return Long.parseLong(Files.readString(directory.resolve(name)).strip());
    }

    private Object cause(List<String> command, Limit limit) {
        try {
            return runner.run(command, limit);
        } catch (CutException e) {
            return e.why();
        } catch (IOException e) {
            return e;
        }
    }

    private static Object result(CompletableFuture<Object> future)
            throws InterruptedException, ExecutionException {
        return future.get();
    }
}
