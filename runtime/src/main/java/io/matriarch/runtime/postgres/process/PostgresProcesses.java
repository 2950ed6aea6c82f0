package io.matriarch.runtime.postgres.process;

import io.matriarch.runtime.postgres.process.KnownServers.Known;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PostgreSQL processes of one data directory: postmaster, its children, orphans of an earlier
 * postmaster, servers in single-user mode. All of them have the data directory as their working
 * directory, which a reused pid has not; or they belong to a server that was known to work there
 * before the directory was renamed, replaced or unmounted. Programs that are not PostgreSQL, as a
 * shell that somebody left in the directory, do not count.
 */
public final class PostgresProcesses {
    private static final String DELETED = " (deleted)";

    /** Of all but postmasters and servers in single-user mode (ps_status.c). */
    private static final String CHILD_TITLE = "postgres: ";

    private static final int GENERATIONS = 8;

    private final Path dataDirectory;
    private final KnownServers known;

    /** Those that work in the directory as it is now. */
    public PostgresProcesses(Path dataDirectory) {
        this(dataDirectory, KnownServers.none());
    }

    /** Those too that were known to work in it. */
    public PostgresProcesses(Path dataDirectory, KnownServers known) {
        this.dataDirectory = dataDirectory;
        this.known = known;
    }

    /** The directory under its own name, and what it is at this moment. */
    private record Place(Path real, Optional<Object> key) {
        boolean is(String directory) {
            return key.map(String::valueOf).filter(directory::equals).isPresent();
        }
    }

    /**
     * Every one of them that lives; one whose kill is pending does not count.
     *
     * @throws IOException when {@code /proc} cannot be read: then nothing is known
     */
    public List<ProcessIdentity> all() throws IOException {
        Place place = place();
        List<ProcessIdentity> found = new ArrayList<>();
        for (long pid : ProcFs.pids()) {
            if (isOurs(pid, place)) {
                ProcessIdentity.of(pid).ifPresent(found::add);
            }
        }
        return found;
    }

    /**
     * How many of them are killed and not yet gone, for they wait in the kernel: for a disk, say.
     * They do nothing by themselves, but what each was asking the kernel for may still be done.
     *
     * @throws IOException when {@code /proc} cannot be read
     */
    public int dying() throws IOException {
        Place place = place();
        int count = 0;
        for (long pid : ProcFs.pids()) {
            boolean dying =
                    isOurs(pid, place)
                            && ProcFs.stat(pid)
                                    .filter(ProcFs.Stat::lives)
                                    .filter(ProcFs::isDying)
                                    .isPresent();
            count += dying ? 1 : 0;
        }
        return count;
    }

    /**
     * Those that live and do not work in the directory as it is now: it was renamed, replaced or
     * unmounted under them.
     *
     * @throws IOException when {@code /proc} cannot be read
     */
    public List<ProcessIdentity> strays() throws IOException {
        Place place = place();
        if (known.all().stream().allMatch(one -> place.is(one.directory()))) {
            return List.of();
        }
        return all().stream().filter(one -> !worksIn(one.pid(), place)).toList();
    }

    /** The one that {@code postmaster.pid} names, if it lives and is a PostgreSQL of this place. */
    public Optional<ProcessIdentity> postmaster() {
        Place place = place();
        return PidFile.read(dataDirectory)
                .filter(file -> !file.standalone())
                .filter(file -> isPostgres(file.pid()) && worksIn(file.pid(), place))
                .flatMap(file -> ProcessIdentity.of(file.pid()));
    }

    /** That one, and every other that was known and lives. */
    public List<ProcessIdentity> postmasters() {
        return Stream.concat(postmaster().stream(), knownPostmasters()).distinct().toList();
    }

    private Stream<ProcessIdentity> knownPostmasters() {
        return known.all().stream().map(Known::postmaster).filter(ProcessIdentity::isAlive);
    }

    /** Keeps in mind that this postmaster works in the data directory, or is about to. */
    public void remember(ProcessIdentity postmaster) {
        place().key()
                .ifPresent(key ->
                        known.note(new Known(postmaster, String.valueOf(key)), this::isLeft));
    }

    /**
     * Whether one of these is no child of a postmaster but one itself that has not written its pid
     * file yet, or a server in single-user mode.
     */
    public static boolean hasMain(List<ProcessIdentity> living) {
        return living.stream()
                .map(process -> ProcFs.commandLine(process.pid()))
                .anyMatch(line -> !line.isEmpty() && !line.startsWith(CHILD_TITLE));
    }

    /** Whether this process is one of them. */
    public boolean isOurs(long pid) {
        return isOurs(pid, place());
    }

    /**
     * Kills all, postmasters first so that they start no new ones; those that are known before any
     * file is read, for the disk may not answer.
     *
     * @return whether none is left that could do anything by itself
     */
    public boolean killAll() throws IOException {
        knownPostmasters().forEach(process -> Signals.send(process.pid(), Signals.KILL));
        postmaster().ifPresent(process -> Signals.send(process.pid(), Signals.KILL));
        List<ProcessIdentity> living = all();
        living.forEach(process -> Signals.send(process.pid(), Signals.KILL));
        return living.isEmpty();
    }

    private boolean isOurs(long pid, Place place) {
        return isPostgres(pid)
                && (worksIn(pid, place)
                        || known.all().stream().anyMatch(one -> belongsTo(one, pid)));
    }

    /** Whether anything of a server lives; in doubt it does. */
    private boolean isLeft(Known server) {
        try {
            return ProcFs.pids().stream()
                    .anyMatch(pid -> isPostgres(pid) && belongsTo(server, pid));
        } catch (IOException _) {
            return true;
        }
    }

    private static boolean belongsTo(Known server, long pid) {
        Optional<ProcFs.Stat> stat = ProcFs.stat(pid);
        return stat.isPresent()
                && (descends(stat.get(), server.postmaster()) || isOrphan(server, stat.get()));
    }

    private static boolean descends(ProcFs.Stat stat, ProcessIdentity postmaster) {
        Optional<ProcFs.Stat> at = Optional.of(stat);
        for (int i = 0; i < GENERATIONS && at.isPresent(); i++) {
            if (at.get().pid() == postmaster.pid()) {
                return at.get().startTicks() == postmaster.startTicks();
            }
            at = ProcFs.stat(at.get().parent());
        }
        return false;
    }

    /**
     * A child whose postmaster is dead. It works in the same directory, whatever that is called by
     * now; a server of somebody else in a directory that was given this inode later has its
     * postmaster.
     */
    private static boolean isOrphan(Known server, ProcFs.Stat stat) {
        return stat.startTicks() >= server.postmaster().startTicks()
                && ProcFs.commandLine(stat.pid()).startsWith(CHILD_TITLE)
                && !isPostgres(stat.parent())
                && ProcFs.workingDirectoryKey(stat.pid())
                        .map(String::valueOf)
                        .filter(server.directory()::equals)
                        .isPresent();
    }

    private static boolean isPostgres(long pid) {
        return ProcFs.link(pid, "exe")
                .map(PostgresProcesses::withoutDeleted)
                .map(exe -> exe.substring(exe.lastIndexOf('/') + 1))
                .filter(name -> name.contains("postgres") || name.contains("postmaster"))
                .isPresent();
    }

    private static boolean worksIn(long pid, Place place) {
        if (place.key().isPresent() && ProcFs.workingDirectoryKey(pid).equals(place.key())) {
            return true;
        }
        return ProcFs.link(pid, "cwd")
                .map(PostgresProcesses::withoutDeleted)
                .filter(place.real().toString()::equals)
                .isPresent();
    }

    /** The kernel appends this to the name of a file that was removed under a living process. */
    private static String withoutDeleted(String link) {
        return link.endsWith(DELETED) ? link.substring(0, link.length() - DELETED.length()) : link;
    }

    private Place place() {
        Path real = realPath();
        return new Place(real, ProcFs.fileKey(real));
    }

    private Path realPath() {
        try {
            return dataDirectory.toRealPath();
        } catch (IOException _) {
            return dataDirectory;
        }
    }
}
