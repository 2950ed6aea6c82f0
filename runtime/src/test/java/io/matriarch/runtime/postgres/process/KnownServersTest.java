package io.matriarch.runtime.postgres.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose directory is taken away; a shell called postgres with a child that sleeps. */
final class KnownServersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir private Path directory;

    private final List<Process> started = new ArrayList<>();
    private Path data;
    private Path away;
    private Path file;
    private PostgresProcesses processes;

    @BeforeEach
    void makeDirectory() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        away = directory.resolve("data.old");
        file = directory.resolve("data.matriarch-postmasters");
        copy("/bin/bash", "bin");
        copy("/bin/sleep", "child");
        processes = new PostgresProcesses(data, KnownServers.in(file));
    }

    @AfterEach
    void endProcesses() throws IOException, InterruptedException {
        for (Path place : List.of(data, away)) {
            PostgresProcesses there = new PostgresProcesses(place);
            Await.until(PATIENCE, there::killAll);
        }
        for (Process one : started) {
            one.destroyForcibly().waitFor();
        }
    }

    @Test
    void aServerThatWasSeenIsKnownAfterItsDirectoryWasRenamed() throws Exception {
        ProcessIdentity server = remembered(server());
        assertEquals(List.of(), processes.strays());
        Files.move(data, away);
        assertEquals(2, processes.all().size());
        assertEquals(2, processes.strays().size());
        assertEquals(List.of(server), processes.postmasters());
        assertTrue(processes.isOurs(server.pid()));
    }

    @Test
    void theNextAgentKnowsIt() throws Exception {
        remembered(server());
        Files.move(data, away);
        Files.createDirectory(data);
        PostgresProcesses next = new PostgresProcesses(data, KnownServers.in(file));
        assertEquals(2, next.strays().size());
        Await.until(PATIENCE, next::killAll);
        assertEquals(List.of(), processes.strays());
    }

    @Test
    void aChildThatOutlivesItIsKnownByItsDirectory() throws Exception {
        ProcessIdentity server = remembered(server());
        Files.move(data, away);
        Signals.send(server.pid(), Signals.KILL);
        Await.until(PATIENCE, () -> !server.isAlive());
        assertEquals(1, processes.strays().size());
        assertEquals(List.of(), processes.postmasters());
    }

    @Test
    void aServerThatNobodyKnewIsNotOurs() throws Exception {
        Process stranger = server();
        Files.move(data, away);
        assertEquals(List.of(), processes.all());
        assertFalse(processes.isOurs(stranger.pid()));
    }

    @Test
    void whatWasNotedInAnotherBootIsNobody() throws Exception {
        remembered(server());
        Files.move(data, away);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        assertEquals("boot " + ProcFs.bootId(), lines.getFirst());
        lines.set(0, "boot another");
        Files.write(file, lines);
        assertEquals(List.of(), new PostgresProcesses(data, KnownServers.in(file)).all());
    }

    @Test
    void aServerOfWhichNothingIsLeftIsForgottenAndOneThatLivesIsNot() throws Exception {
        ProcessIdentity first = remembered(server());
        Files.move(data, away);
        Files.createDirectory(data);
        ProcessIdentity second = remembered(server());
        assertEquals(3, Files.readAllLines(file).size());
        Await.until(PATIENCE, new PostgresProcesses(away)::killAll);
        assertFalse(first.isAlive());
        Await.until(PATIENCE, new PostgresProcesses(data)::killAll);
        ProcessIdentity third = remembered(server());
        assertEquals(2, Files.readAllLines(file).size());
        assertTrue(Files.readAllLines(file).getLast().startsWith(third + " "));
        assertFalse(second.isAlive());
    }

    private ProcessIdentity remembered(Process server) {
        ProcessIdentity identity = ProcessIdentity.of(server.pid()).orElseThrow();
        processes.remember(identity);
        return identity;
    }

    /** A postmaster with one child, as ps shows them. */
    private Process server() throws IOException {
        String child = "exec -a 'postgres: checkpointer' '" + program("child") + "' 60";
        Process process =
                new ProcessBuilder(program("bin"), "-c", "(" + child + ") & wait")
                        .directory(data.toFile())
                        .start();
        started.add(process);
        Await.until(
                PATIENCE,
                () ->
                        ProcFs.pids().stream()
                                .anyMatch(pid ->
                                        ProcFs.commandLine(pid).startsWith("postgres: check")
                                                && ProcFs.stat(pid)
                                                        .filter(stat ->
                                                                stat.parent() == process.pid())
                                                        .isPresent()));
        return process;
    }

    private void copy(String original, String where) throws IOException {
        Files.createDirectory(directory.resolve(where));
        Files.copy(
                Path.of(original).toRealPath(),
                Path.of(program(where)),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    }

    private String program(String where) {
        return directory.resolve(where).resolve("postgres").toString();
    }
}
