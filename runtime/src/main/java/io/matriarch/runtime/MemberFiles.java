package io.matriarch.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The agent's own files: outside the data directory, which is wiped and copied to other machines.
 *
 * @param directory {@code <data_dir>.matriarch} unless configured
 */
record MemberFiles(Path directory) {
    /** Makes the directory, for its owner alone. */
    void make() throws IOException {
        Files.createDirectories(
                directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!Files.isWritable(directory)) {
            throw new IOException("it is not writable");
        }
    }

    Path journal() {
        return directory.resolve("journal");
    }

    Path durableFacts() {
        return directory.resolve("durable.json");
    }

    Path deadline() {
        return directory.resolve("deadline");
    }

    Path session() {
        return directory.resolve("session.json");
    }

    Path clusterConfig() {
        return directory.resolve("config.json");
    }
}
