package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.config.DataDirectory;
import io.matriarch.runtime.postgres.config.OwnedFiles;
import io.matriarch.value.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Keeps a promotion from using a timeline number again that the cluster has used without this
 * standby. PostgreSQL takes the number after the newest history file that it finds one by one
 * (timeline.c, findNewestTimeLine), so a file is put where each used number is unknown here. It
 * says that the branch left at 0/0, behind every position, so that recovery never follows it.
 *
 * <p>Until a newer timeline stands above them, such files are in the way: a standby that starts
 * takes the newest timeline for the one to follow and refuses it as none of its own, and one that
 * runs does not fetch the true file of that number.
 */
record ReservedTimelines(DataDirectory directory) {
    private static final String RESERVED = "1\t0/0\tanother branch\n";
    private static final String HISTORY = "[0-9A-F]{8}\\.history";

    /**
     * Reserves every number up to {@code newest} that has no history file. Each file is there whole
     * or not at all; the promotion itself makes them durable, because PostgreSQL syncs the
     * directory with its own history file.
     */
    void reserve(Timeline newest) throws IOException {
        for (int number = 2; number <= newest.number(); number++) {
            Path file = wal().resolve(String.format(Locale.ROOT, "%08X.history", number));
            if (!Files.exists(file)) {
                OwnedFiles.replace(file, RESERVED);
            }
        }
    }

    /** Whether numbers are reserved for a promotion that has not come about. */
    boolean leadNowhere() throws IOException {
        List<Path> newestFirst = newestFirst();
        return !newestFirst.isEmpty() && isReserved(newestFirst.getFirst());
    }

    /** Gives back the numbers above the newest true timeline. Those below one stay taken. */
    void release() throws IOException {
        for (Path file : newestFirst()) {
            if (!isReserved(file)) {
                return;
            }
            Files.deleteIfExists(file);
        }
    }

    private List<Path> newestFirst() throws IOException {
        try (Stream<Path> files = Files.list(wal())) {
            return files.filter(file -> file.getFileName().toString().matches(HISTORY))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private static boolean isReserved(Path file) throws IOException {
        return Files.size(file) == RESERVED.length() && Files.readString(file).equals(RESERVED);
    }

    private Path wal() {
        return directory.file("pg_wal");
    }
}
