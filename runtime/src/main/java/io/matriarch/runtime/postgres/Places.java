package io.matriarch.runtime.postgres;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where files and programs are.
 *
 * @param dataDirectory the data directory; it need not exist yet
 * @param binDirectory where {@code postgres}, {@code pg_ctl} and the others are
 * @param pgpass the password file that we write for libpq
 */
public record Places(Path dataDirectory, Path binDirectory, Path pgpass) {
    public Places {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        binDirectory = binDirectory.toAbsolutePath().normalize();
        pgpass = pgpass.toAbsolutePath().normalize();
    }

    /** The full path of a program of PostgreSQL. */
    public String program(String name) {
        return binDirectory.resolve(name).toString();
    }

    /**
     * A file of ours that must survive the data directory: beside it, or, where the data directory
     * is a mount point in a directory that we may not write, beside the password file.
     */
    public Path beside(String name) {
        Path parent = dataDirectory.getParent();
        String whole = dataDirectory.getFileName() + suffix(name);
        if (parent != null && Files.isWritable(parent)) {
            return parent.resolve(whole);
        }
        String wholePath = dataDirectory.toString().substring(1).replace('/', '-');
        return pgpass.resolveSibling(wholePath + suffix(name));
    }

    /** How the name of such a file ends. */
    public static String suffix(String name) {
        return ".matriarch-" + name;
    }

    /** What the server writes to standard error until its own logging takes over. */
    public Path serverLog() {
        return beside("postgres.log");
    }
}
