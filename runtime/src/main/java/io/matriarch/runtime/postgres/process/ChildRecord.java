package io.matriarch.runtime.postgres.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notes which tool works on the data directory, so that the next agent can end a tool that outlived
 * the last one: two of them in one directory would ruin it.
 */
public final class ChildRecord {
    private final Path file;

    public ChildRecord(Path file) {
        this.file = file;
    }

    /** Notes a child that is the leader of its own process group and session. */
    void note(long pid) throws IOException {
        Optional<ProcessIdentity> child = ProcessIdentity.of(pid);
        if (child.isPresent()) {
            Files.writeString(file, child.get() + "\n");
        }
    }

    void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // A record that stays names a process that is gone: nothing comes of it.
        }
    }

    /**
     * Ends what the noted child left.
     *
     * @return whether anything lived
     * @throws IOException when it cannot be ended
     */
    public boolean endOrphan(Limit limit) throws IOException, CutException {
        Optional<ProcessIdentity> noted = read();
        if (noted.isEmpty()) {
            return false;
        }
        boolean lived = false;
        List<Long> members = members(noted.get());
        while (!members.isEmpty()) {
            lived = true;
            members.forEach(pid -> Signals.send(pid, Signals.KILL));
            limit.pause(Duration.ofMillis(10));
            members = members(noted.get());
        }
        clear();
        return lived;
    }

    /**
     * The living processes of the noted child's session. Its number cannot be given away while any
     * of them lives; a leader that started at another time is a stranger.
     */
    private static List<Long> members(ProcessIdentity noted) throws IOException {
        Optional<ProcessIdentity> leader = ProcessIdentity.of(noted.pid());
        if (leader.isPresent() && !leader.get().equals(noted)) {
            return List.of();
        }
        List<Long> members = new ArrayList<>();
        for (long pid : ProcFs.pids()) {
            ProcFs.stat(pid)
                    .filter(ProcFs.Stat::lives)
                    .filter(stat -> stat.session() == noted.pid())
                    .filter(stat -> stat.startTicks() >= noted.startTicks())
                    .ifPresent(stat -> members.add(stat.pid()));
        }
        return members;
    }

    private Optional<ProcessIdentity> read() throws IOException {
        try {
            return ProcessIdentity.parse(Files.readString(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
