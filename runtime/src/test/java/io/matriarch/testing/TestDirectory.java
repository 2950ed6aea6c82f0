package io.matriarch.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A fresh directory of an unprivileged user, removed in the end. */
public final class TestDirectory implements AutoCloseable {
    private final Path path;
    private final UnprivilegedUser user;

    private TestDirectory(Path path, UnprivilegedUser user) {
        this.path = path;
        this.user = user;
    }

    /** Creates one; its name is short, for it becomes a part of socket paths. */
    public static TestDirectory create(UnprivilegedUser user) throws IOException {
        return prepared(Files.createTempDirectory("mtr"), user);
    }

    /**
     * Creates this one.
     *
     * @throws IOException when it is there, or cannot be made
     */
    public static TestDirectory create(Path path, UnprivilegedUser user) throws IOException {
        return prepared(Files.createDirectory(path), user);
    }

    private static TestDirectory prepared(Path path, UnprivilegedUser user) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        user.own(path);
        return new TestDirectory(path, user);
    }

    public Path path() {
        return path;
    }

    /** A directory below it that belongs to the same user. */
    public Path directory(String name) throws IOException {
        Path below = path.resolve(name);
        Files.createDirectories(below);
        user.own(below);
        return below;
    }

    /** A file below it that belongs to the same user. */
    public Path file(String name, String text) throws IOException {
        Path below = path.resolve(name);
        Files.writeString(below, text);
        user.own(below);
        return below;
    }

    /** Removes it. What a dying process still writes into it is removed, too. */
    @Override
    public void close() throws IOException {
        for (int tries = 0; Files.exists(path) && tries < 20; tries++) {
            deleteOnce();
        }
    }

    private void deleteOnce() throws IOException {
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path one : all) {
                try {
                    Files.deleteIfExists(one);
                } catch (java.nio.file.DirectoryNotEmptyException _) {
                    // Something was added meanwhile: the next round takes it.
                }
            }
        } catch (java.io.UncheckedIOException _) {
            // Something vanished meanwhile.
        }
    }
}
