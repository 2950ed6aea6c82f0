package io.matriarch.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryLockTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path directory;

    @Test
    void aFrozenPredecessorIsEndedAndItsLockTaken() throws Exception {
        Path file = directory.resolve("lock");
        Process predecessor = holder(file);
        try {
            Await.until(
                    PATIENCE,
                    () -> signer(file).filter(s -> s.pid() == predecessor.pid()).isPresent());
            Signals.send(predecessor.pid(), Signals.STOP);
            try (DataDirectoryLock _ = DataDirectoryLock.take(file, PATIENCE)) {
                assertFalse(predecessor.isAlive());
                assertEquals(ProcessHandle.current().pid(), signer(file).orElseThrow().pid());
            }
        } finally {
            predecessor.destroyForcibly().waitFor();
        }
    }

    @Test
    void aHolderThatCannotBeNamedIsNotEnded() throws Exception {
        Path file = directory.resolve("lock");
        Process stranger = holder(file);
        try {
            Await.until(PATIENCE, () -> signer(file).isPresent());
            // Its number in this file has another start: some process, but not the one that signed.
            Files.writeString(file, stranger.pid() + " 1\n");
            assertThrows(
                    IOException.class, () -> DataDirectoryLock.take(file, Duration.ofMillis(300)));
            assertEquals(true, stranger.isAlive());
        } finally {
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void aFreeLockIsTakenAgain() throws Exception {
        Path file = directory.resolve("lock");
        DataDirectoryLock.take(file, PATIENCE).close();
        DataDirectoryLock.take(file, PATIENCE).close();
    }

    private static Process holder(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        LockHolder.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
    }

    private static Optional<ProcessIdentity> signer(Path file) throws IOException {
        return Files.exists(file)
                ? ProcessIdentity.parse(Files.readString(file))
                : Optional.empty();
    }
}
