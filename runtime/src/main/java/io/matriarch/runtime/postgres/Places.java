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
    public Path beside(String suffix) {
        Path parent = dataDirectory.getParent();
        String name = dataDirectory.getFileName() + ".matriarch-" + suffix;
        if (parent != null && Files.isWritable(parent)) {
            return parent.resolve(name);
        }
        String wholePath = dataDirectory.toString().substring(1).replace('/', '-');
        return pgpass.resolveSibling(wholePath + ".matriarch-" + suffix);
    }

    /** What the server writes to standard error until its own logging takes over. */
    public Path serverLog() {
        return beside("postgres.log");
    }
}
