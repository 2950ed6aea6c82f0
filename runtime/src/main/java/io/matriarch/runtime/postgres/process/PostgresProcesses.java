package io.matriarch.runtime.postgres.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The PostgreSQL processes of one data directory: postmaster, its children, orphans of an earlier
 * postmaster, servers in single-user mode. All of them have the data directory as their working
 * directory, which a reused pid has not. Programs that are not PostgreSQL, as a shell that somebody
 * left in the directory, do not count.
 */
public final class PostgresProcesses {
    private static final String DELETED = " (deleted)";

    private final Path dataDirectory;

    public PostgresProcesses(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /**
     * Every one of them that lives.
     *
     * @throws IOException when {@code /proc} cannot be read: then nothing is known
     */
    public List<ProcessIdentity> all() throws IOException {
        Path real = realPath();
        Optional<Object> key = ProcFs.fileKey(real);
        List<ProcessIdentity> found = new ArrayList<>();
        for (long pid : ProcFs.pids()) {
            if (isOurs(pid, real, key)) {
                ProcessIdentity.of(pid).ifPresent(found::add);
            }
        }
        return found;
    }

    /** The one that {@code postmaster.pid} names, if it lives and is a PostgreSQL of this place. */
    public Optional<ProcessIdentity> postmaster() {
        Path real = realPath();
        return PidFile.read(dataDirectory)
                .filter(file -> !file.standalone())
                .filter(file -> isOurs(file.pid(), real, ProcFs.fileKey(real)))
                .flatMap(file -> ProcessIdentity.of(file.pid()));
    }

    /**
     * Whether one of these is no child of a postmaster but one itself that has not written its pid
     * file yet, or a server in single-user mode. Children show what they do in place of their
     * arguments (ps_status.c).
     */
    public static boolean hasMain(List<ProcessIdentity> living) {
        return living.stream()
                .map(process -> ProcFs.commandLine(process.pid()))
                .anyMatch(line -> !line.isEmpty() && !line.startsWith("postgres: "));
    }

    /** Whether this process is one of them. */
    public boolean isOurs(long pid) {
        Path real = realPath();
        return isOurs(pid, real, ProcFs.fileKey(real));
    }

    /**
     * Kills all, the postmaster first so that it starts no new ones.
     *
     * @return whether none is left
     */
    public boolean killAll() throws IOException {
        postmaster().ifPresent(process -> Signals.send(process.pid(), Signals.KILL));
        List<ProcessIdentity> living = all();
        living.forEach(process -> Signals.send(process.pid(), Signals.KILL));
        return living.isEmpty();
    }

    private static boolean isOurs(long pid, Path directory, Optional<Object> key) {
        return isPostgres(pid) && worksIn(pid, directory, key);
    }

    private static boolean isPostgres(long pid) {
        return ProcFs.link(pid, "exe")
                .map(PostgresProcesses::withoutDeleted)
                .map(exe -> exe.substring(exe.lastIndexOf('/') + 1))
                .filter(name -> name.contains("postgres") || name.contains("postmaster"))
                .isPresent();
    }

    private static boolean worksIn(long pid, Path directory, Optional<Object> key) {
        if (key.isPresent() && ProcFs.workingDirectoryKey(pid).equals(key)) {
            return true;
        }
        return ProcFs.link(pid, "cwd")
                .map(PostgresProcesses::withoutDeleted)
                .filter(directory.toString()::equals)
                .isPresent();
    }

    /** The kernel appends this to the name of a file that was removed under a living process. */
    private static String withoutDeleted(String link) {
        return link.endsWith(DELETED) ? link.substring(0, link.length() - DELETED.length()) : link;
    }

    private Path realPath() {
        try {
            return dataDirectory.toRealPath();
        } catch (IOException _) {
            return dataDirectory;
        }
    }
}
