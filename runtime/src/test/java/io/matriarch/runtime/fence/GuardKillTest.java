package io.matriarch.runtime.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.action.FenceAction;
import io.matriarch.event.FenceEvent;
import io.matriarch.runtime.postgres.process.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom the guard kills, whom it spares, and what it leaves. */
final class GuardKillTest {
    private static final Optional<String> ROOT = Optional.of("/");

    private GuardWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new GuardWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void orphansOfAnEarlierPostmasterAreKilledToo() {
        world.startPostgres();
        Process orphan = world.startProcess(world.postgres(), data());
        kill();
        assertFalse(world.runs());
        world.await("the orphan's end", () -> !orphan.isAlive());
    }

    @Test
    void aBackendThatWorksElsewhereIsKilledWithItsPostmaster() throws Exception {
        Path shell = world.copy(Path.of("/bin/bash"), "postgres-shell");
        Process postmaster =
                GuardWorld.start(
                        List.of(shell.toString(), "-c", "cd /; sleep 600 & cd -; wait"), data());
        world.write("postmaster.pid", postmaster.pid() + "\n");
        world.await("its child", () -> postmaster.children().findAny().isPresent());
        ProcessHandle child = postmaster.children().findAny().orElseThrow();
        world.await("it works elsewhere", () -> ProcFs.link(child.pid(), "cwd").equals(ROOT));
        kill();
        world.await("its end", () -> !child.isAlive());
    }

    @Test
    void aShellThatWorksInTheDataDirectoryIsSpared() {
        world.startPostgres();
        Process shell = world.startProcess(Path.of("/bin/sleep"), data());
        kill();
        assertTrue(shell.isAlive());
        shell.destroyForcibly();
    }

    @Test
    void aStrangerThatGotThePidOfAPostmasterIsSpared() throws Exception {
        Process stranger = world.startProcess(world.postgres(), Path.of("/"));
        world.write("postmaster.pid", stranger.pid() + "\n");
        kill();
        assertTrue(stranger.isAlive());
        stranger.destroyForcibly();
    }

    @Test
    void aServerWhoseDataDirectoryWasRemovedIsKilled() throws Exception {
        world.startPostgres();
        world.order(new FenceAction.ArmFence(1, world.in(Duration.ofMinutes(10))));
        world.await(
                "the echo",
                () -> world.events().stream().anyMatch(e -> e instanceof FenceEvent.FenceArmed));
        Files.delete(data().resolve("PG_VERSION"));
        Files.delete(data().resolve("postmaster.pid"));
        Files.delete(data());
        kill();
        world.await("the end", () -> !world.runs());
    }

    @Test
    void aStartByHandComesUpReadOnlyInEachVersion() throws Exception {
        kill();
        assertEquals("", Files.readString(data().resolve("standby.signal")));
        assertFalse(Files.exists(data().resolve("recovery.conf")));

        Files.delete(data().resolve("standby.signal"));
        world.write("PG_VERSION", "9.6\n");
        world.events().clear();
        kill();
        assertEquals("standby_mode = 'on'\n", Files.readString(data().resolve("recovery.conf")));
        assertFalse(Files.exists(data().resolve("standby.signal")));
    }

    @Test
    void aRecoveryConfThatIsThereIsKept() throws Exception {
        world.write("PG_VERSION", "11\n");
        world.write("recovery.conf", "standby_mode = on\nprimary_conninfo = 'host=a'\n");
        kill();
        assertEquals(
                "standby_mode = on\nprimary_conninfo = 'host=a'\n",
                Files.readString(data().resolve("recovery.conf")));
    }

    @Test
    void itTellsInItsFileWhatItDid() throws Exception {
        world.startPostgres();
        kill();
        String line = Files.readString(world.places().log());
        assertTrue(
                line.matches(
                        "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\dZ matriarch-guard: killed 1"
                                + " processes of .*/data \\(ordered at \\d+, begun 0 us later, all"
                                + " gone \\d+ us after that\\), left standby.signal\n"),
                line);
    }

    private Path data() {
        return world.places().dataDirectory();
    }

    private void kill() {
        world.order(new FenceAction.FenceNow("asked to"));
        world.await(
                "Fenced",
                () -> world.events().stream().anyMatch(e -> e instanceof FenceEvent.Fenced));
    }
}
