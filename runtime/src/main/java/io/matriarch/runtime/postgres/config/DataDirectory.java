package io.matriarch.runtime.postgres.config;

import io.matriarch.runtime.postgres.ServerVersion;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A data directory (PostgreSQL documentation 73.1).
 *
 * @param path where it is; it need not exist
 */
public record DataDirectory(Path path) {
    private static final String LOST_AND_FOUND = "lost+found";

    /**
     * Whether it is missing or holds nothing but what a fresh file system holds.
     *
     * @throws IOException when that cannot be told: it is not a directory, or not ours to read
     */
    public boolean isAbsentOrEmpty() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(".") && !name.equals(LOST_AND_FOUND)) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException _) {
            return true;
        }
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** The version that made it, from {@code PG_VERSION}; empty when there is no such file. */
    public Optional<ServerVersion> version() {
        try {
            String text = Files.readString(file("PG_VERSION")).strip();
            return Optional.of(new ServerVersion(Integer.parseInt(text.replaceFirst("\\..*", ""))));
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Whether a start would come up as a standby. */
    public boolean isMarkedStandby() {
        return Files.exists(file("standby.signal")) || Files.exists(file("recovery.conf"));
    }

    /** Removes everything in it, tablespaces and a WAL directory elsewhere included. */
    public void wipe() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        wipeTablespaces();
        Path wal = file("pg_wal");
        if (Files.isSymbolicLink(wal) && Files.isDirectory(wal)) {
            deleteContent(wal.toRealPath());
        }
        deleteContent(path);
    }

    /** Only what is PostgreSQL's own below a tablespace: directories named by version. */
    private void wipeTablespaces() throws IOException {
        Path links = file("pg_tblspc");
        if (!Files.isDirectory(links)) {
            return;
        }
        try (DirectoryStream<Path> spaces = Files.newDirectoryStream(links)) {
            for (Path space : spaces) {
                if (Files.isSymbolicLink(space) && Files.isDirectory(space)) {
                    try (DirectoryStream<Path> versions =
                            Files.newDirectoryStream(space.toRealPath(), "PG_*")) {
                        for (Path version : versions) {
                            deleteTree(version);
                        }
                    }
                }
            }
        }
    }

    private static void deleteContent(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!entry.getFileName().toString().equals(LOST_AND_FOUND)) {
                    deleteTree(entry);
                }
            }
        }
    }

    private static void deleteTree(Path top) throws IOException {
        Files.walkFileTree(
                top,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException e)
                            throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
