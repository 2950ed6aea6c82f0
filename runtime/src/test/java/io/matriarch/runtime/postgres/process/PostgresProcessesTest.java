package io.matriarch.runtime.postgres.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program called postgres that only sleeps. */
final class PostgresProcessesTest {
    @TempDir private Path directory;

    private final List<Process> started = new ArrayList<>();
    private Path data;
    private Path fake;
    private PostgresProcesses processes;

    @BeforeEach
    void makeDirectory() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        fake = directory.resolve("postgres");
        Files.copy(Path.of("/bin/sleep").toRealPath(), fake, StandardCopyOption.COPY_ATTRIBUTES);
        processes = new PostgresProcesses(data);
    }

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (Process one : started) {
            one.destroyForcibly().waitFor();
        }
    }

    @Test
    void aServerIsFoundByItsWorkingDirectory() throws Exception {
        Process server = start(data, fake.toString());
        Process other = start(directory, fake.toString());
        pidFile(server.pid());
        assertEquals(List.of(server.pid()), pids());
        assertEquals(ProcessIdentity.of(server.pid()), processes.postmaster());
        assertTrue(processes.isOurs(server.pid()));
        assertFalse(processes.isOurs(other.pid()));
    }

    @Test
    void aShellInTheDirectoryIsNoServer() throws Exception {
        Process shell = start(data, "sleep");
        pidFile(shell.pid());
        assertEquals(List.of(), pids());
        assertEquals(Optional.empty(), processes.postmaster());
    }

    @Test
    void aPidThatBelongsToAServerElsewhereIsReused() throws Exception {
        pidFile(start(directory, fake.toString()).pid());
        assertEquals(Optional.empty(), processes.postmaster());
    }

    @Test
    void aServerIsFoundThroughASymbolicLinkAndAfterItsDirectoryWasRemoved() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), data);
        Process server = start(data, fake.toString());
        assertEquals(1, new PostgresProcesses(link).all().size());
        Files.delete(data);
        assertEquals(List.of(server.pid()), pids());
    }

    @Test
    void allAreKilledOrphansIncluded() throws Exception {
        Process postmaster = start(data, fake.toString());
        Process orphan = start(data, fake.toString());
        pidFile(postmaster.pid());
        Await.until(Duration.ofSeconds(10), processes::killAll);
        assertFalse(postmaster.isAlive());
        assertFalse(orphan.isAlive());
    }

    @Test
    void thePidFileIsReadAsPostgresWritesIt() {
        List<String> lines =
                List.of("4242", "/data", "1700000000", "5432", "/tmp", "*", "1 2", "ready   ");
        PidFile file = new PidFile(4242, false, 1_700_000_000, "ready");
        assertEquals(Optional.of(file), PidFile.parse(lines));
        assertTrue(file.isUp());
        assertEquals(
                Optional.of(new PidFile(77, true, 5, "")),
                PidFile.parse(List.of("-77", "/data", "5", "")));
        assertEquals(Optional.empty(), PidFile.parse(List.of()));
        assertEquals(Optional.empty(), PidFile.parse(List.of("nonsense")));
        assertEquals(Optional.empty(), PidFile.parse(List.of("0")));
    }

    private Process start(Path where, String program) throws IOException {
        Process process = new ProcessBuilder(program, "60").directory(where.toFile()).start();
        started.add(process);
        Await.until(
                Duration.ofSeconds(10),
                () -> ProcFs.link(process.pid(), "exe").filter(e -> e.contains("java")).isEmpty());
        return process;
    }

    private void pidFile(long pid) throws IOException {
        Files.writeString(data.resolve("postmaster.pid"), pid + "\n" + data + "\n1\n5432\n");
    }

    private List<Long> pids() throws IOException {
        return processes.all().stream().map(ProcessIdentity::pid).toList();
    }
}
