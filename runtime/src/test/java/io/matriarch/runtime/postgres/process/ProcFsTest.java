package io.matriarch.runtime.postgres.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProcFsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aNameWithBlanksAndParenthesesIsReadOver() {
        String text = "7 (a) b (c) S 1 7 6 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0";
        assertEquals(
                Optional.of(new ProcFs.Stat(7, 'S', 1, 7, 6, 4711, false)),
                ProcFs.parseStat(7, text));
        assertEquals(Optional.empty(), ProcFs.parseStat(7, "7 (a) S"));
    }

    /** As recorded of a program that was killed while it wrote to a frozen file system. */
    @Test
    void aKillIsPendingAsTheKernelShowsIt() {
        List<String> status =
                List.of(
                        "Name:\tdd",
                        "State:\tD (disk sleep)",
                        "SigQ:\t2/31540",
                        "SigPnd:\t0000000000000100",
                        "ShdPnd:\t0000000000000100",
                        "SigBlk:\t0000000000000000");
        assertTrue(ProcFs.isPending(status, Signals.KILL));
    }

    @Test
    void otherSignalsThatWaitAreNoKill() {
        assertFalse(ProcFs.isPending(List.of("SigPnd:\t0000000000000000"), Signals.KILL));
        assertFalse(ProcFs.isPending(List.of("ShdPnd:\tfffffffffffffeff"), Signals.KILL));
        assertFalse(ProcFs.isPending(List.of("SigBlk:\t0000000000000100"), Signals.KILL));
        assertTrue(ProcFs.isPending(List.of("ShdPnd:\tffffffffffffffff"), Signals.KILL));
        assertFalse(ProcFs.isPending(List.of(), Signals.KILL));
    }

    @Test
    void whatTheKernelIsEndingIsDying() {
        String text = "7 (a) D 1 7 6 0 -1 4194308 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0";
        ProcFs.Stat stat = ProcFs.parseStat(7, text).orElseThrow();
        assertTrue(stat.lives());
        assertTrue(ProcFs.isDying(stat));
    }

    @Test
    void aZombieDoesNotLive() throws Exception {
        // The second sleep takes the shell's place and never waits for the first.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & exec sleep 60").start();
        try {
            Await.until(PATIENCE, () -> childOf(parent.pid()).filter(s -> !s.lives()).isPresent());
            ProcFs.Stat zombie = childOf(parent.pid()).orElseThrow();
            assertEquals('Z', zombie.state());
            assertEquals(Optional.empty(), ProcessIdentity.of(zombie.pid()));
            assertFalse(new ProcessIdentity(zombie.pid(), zombie.startTicks()).isAlive());
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void aPidThatWasGivenAwayIsSomebodyElse() {
        ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
        assertTrue(self.isAlive());
        assertFalse(new ProcessIdentity(self.pid(), self.startTicks() - 1).isAlive());
    }

    @Test
    void anIdentityIsReadAsItIsWritten() {
        ProcessIdentity one = new ProcessIdentity(12, 345);
        assertEquals(Optional.of(one), ProcessIdentity.parse(one + "\n"));
        assertEquals(Optional.empty(), ProcessIdentity.parse("12"));
        assertEquals(Optional.empty(), ProcessIdentity.parse("x y"));
    }

    private static Optional<ProcFs.Stat> childOf(long parent) throws IOException {
        return ProcFs.pids().stream()
                .flatMap(pid -> ProcFs.stat(pid).stream())
                .filter(stat -> stat.parent() == parent)
                .findFirst();
    }
}
