package io.matriarch.runtime.fence;

import io.matriarch.runtime.postgres.Places;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the guard and its files are.
 *
 * @param program the guard itself
 * @param dataDirectory whose processes it kills; it need not exist yet
 * @param lock held by the guard that lives: its pid and start time
 * @param socket where it listens
 * @param log what it did
 */
public record GuardPlaces(Path program, Path dataDirectory, Path lock, Path socket, Path log) {
    private static final String NAME = "matriarch-guard";

    /** The most that an address of a Unix socket takes everywhere (unix(7)). */
    private static final int LONGEST_ADDRESS = 100;

    /** The files are beside the agent's own lock, outside the data directory. */
    public static GuardPlaces of(Places places, Path program) {
        return new GuardPlaces(
                program,
                places.dataDirectory(),
                places.beside("guard.lock"),
                places.beside("guard.sock"),
                places.beside("guard.log"));
    }

    /** The guard that was built or installed with this class: beside our jar. */
    public static Path ownProgram() {
        Path code =
                Path.of(
                        URI.create(
                                GuardPlaces.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toString()));
        return beside(Files.isDirectory(code) ? code.resolveSibling("lib") : code.getParent());
    }

    /** The guard in a folder of our jars. */
    public static Path beside(Path folder) {
        return folder.resolve(NAME);
    }

    /**
     * The path to connect to. A long one leads through the working directory of the guard, which is
     * where its socket is.
     *
     * @param pid of the guard
     */
    Path address(long pid) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_ADDRESS
                ? socket
                : Path.of("/proc", Long.toString(pid), "cwd", socket.getFileName().toString());
    }
}
