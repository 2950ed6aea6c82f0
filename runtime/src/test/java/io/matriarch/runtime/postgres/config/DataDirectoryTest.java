package io.matriarch.runtime.postgres.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.runtime.postgres.ServerVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    @TempDir private Path top;

    @Test
    void whatAFreshFileSystemHoldsIsNothing() throws IOException {
        assertTrue(new DataDirectory(top.resolve("missing")).isAbsentOrEmpty());
        Files.createDirectory(top.resolve("lost+found"));
        assertTrue(new DataDirectory(top).isAbsentOrEmpty());
        Files.writeString(top.resolve("PG_VERSION"), "15\n");
        assertFalse(new DataDirectory(top).isAbsentOrEmpty());
        assertEquals(Optional.of(new ServerVersion(15)), new DataDirectory(top).version());
    }

    @Test
    void aFileInItsPlaceIsNotNothing() throws IOException {
        Path file = Files.writeString(top.resolve("file"), "");
        assertThrows(IOException.class, () -> new DataDirectory(file).isAbsentOrEmpty());
    }

    @Test
    void wipingTakesWhatLinksLeadToButNotWhatOthersPutThere() throws IOException {
        Path data = Files.createDirectory(top.resolve("data"));
        Path wal = Files.createDirectory(top.resolve("wal"));
        Files.writeString(wal.resolve("000000010000000000000001"), "x");
        Path space = Files.createDirectory(top.resolve("space"));
        Files.createDirectories(space.resolve("PG_15_202209061/5"));
        Files.writeString(space.resolve("notes.txt"), "keep");
        Files.createSymbolicLink(data.resolve("pg_wal"), wal);
        Files.createDirectory(data.resolve("pg_tblspc"));
        Files.createSymbolicLink(data.resolve("pg_tblspc/16384"), space);
        Files.createDirectories(data.resolve("base/1"));
        Files.writeString(data.resolve("base/1/1"), "x");
        new DataDirectory(data).wipe();
        assertTrue(new DataDirectory(data).isAbsentOrEmpty());
        assertTrue(new DataDirectory(wal).isAbsentOrEmpty());
        assertFalse(Files.exists(space.resolve("PG_15_202209061")));
        assertEquals("keep", Files.readString(space.resolve("notes.txt")));
    }
}
