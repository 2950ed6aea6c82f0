package io.matriarch.runtime.postgres.operation;

import io.matriarch.value.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Keeps a promotion from using a timeline number again that the cluster has used without this
 * standby. PostgreSQL takes the number after the newest history file that it finds one by one
 * (timeline.c, findNewestTimeLine), so a file is put where each used number is unknown here. It
 * says that the branch left at 0/0, behind every position, so that recovery never follows it.
 */
final class ReservedTimelines {
    private ReservedTimelines() {}

    /** Reserves every number up to {@code newest} that has no history file. */
    static void reserve(Path dataDirectory, Timeline newest) throws IOException {
        for (int number = 2; number <= newest.number(); number++) {
            Path file =
                    dataDirectory
                            .resolve("pg_wal")
                            .resolve(String.format(Locale.ROOT, "%08X.history", number));
            if (!Files.exists(file)) {
                Files.writeString(file, "1\t0/0\tanother branch\n");
            }
        }
    }
}
