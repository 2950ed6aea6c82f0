package io.matriarch.scenarios.live;

import io.matriarch.testing.PostgresFinder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of PostgreSQL's programs in which one waits, after it did its work, until it is let go:
 * so an agent can be killed when the work is done and nobody knows it yet.
 */
final class HeldTool implements AutoCloseable {
    private static final String SCRIPT =
            """
            #!/bin/sh
            '%1$s' "$@" || exit $?
            [ -e '%2$s/off' ] && exit 0
            touch '%2$s/reached'
            while [ ! -e '%2$s/off' ]; do sleep 0.05; done
            """;

    private final Path folder;

    private HeldTool(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder. */
    static HeldTool of(String tool) throws IOException {
        Path folder = Files.createTempDirectory("held");
        // The members run as another user when the tests run as root.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path real = PostgresFinder.binDirectory();
        try (DirectoryStream<Path> programs = Files.newDirectoryStream(real)) {
            for (Path program : programs) {
                if (!program.getFileName().toString().equals(tool)) {
                    Files.createSymbolicLink(folder.resolve(program.getFileName()), program);
                }
            }
        }
        Path script = folder.resolve(tool);
        Files.writeString(script, SCRIPT.formatted(real.resolve(tool), folder));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new HeldTool(folder);
    }

    Path folder() {
        return folder;
    }

    /** Whether the program has done its work and waits. */
    boolean isReached() {
        return Files.exists(folder.resolve("reached"));
    }

    /** Lets it go, and every later run pass. */
    void letGo() throws IOException {
        if (!Files.exists(folder.resolve("off"))) {
            Files.createFile(folder.resolve("off"));
        }
    }

    @Override
    public void close() throws IOException {
        letGo();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> paths = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        }
    }
}
