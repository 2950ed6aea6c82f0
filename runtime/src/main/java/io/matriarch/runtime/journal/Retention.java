package io.matriarch.runtime.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Deletes data files beyond their time; Chronicle Queue never does. */
final class Retention {
    private Retention() {}

    /** The data files of a journal, oldest first. */
    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(one -> one.toString().endsWith(Chronicle.SUFFIX)).sorted().toList();
        }
    }

    /**
     * Deletes what is older than the limits allow, and the oldest files while all together are too
     * large. The newest file always stays.
     *
     * @param now milliseconds since 1970
     * @return how many files were deleted
     */
    static int sweep(Path directory, long now, JournalLimits limits) throws IOException {
        List<Path> files = files(directory);
        long today = Math.floorDiv(now, Chronicle.CYCLE_MILLIS);
        long total = 0;
        int deleted = 0;
        for (int i = files.size() - 1; i >= 0; i--) {
            Path file = files.get(i);
            total += Files.size(file);
            boolean old = day(file).map(day -> today - day > days(limits)).orElse(false);
            if (i < files.size() - 1 && (old || total > limits.keepBytes())) {
                Files.deleteIfExists(file);
                deleted++;
            }
        }
        return deleted;
    }

    /** Days since 1970, from the file's name; empty for a file that is not ours. */
    static Optional<Long> day(Path file) {
        String name = file.getFileName().toString();
        try {
            return Optional.of(
                    LocalDate.parse(
                                    name.substring(0, Math.min(8, name.length())),
                                    DateTimeFormatter.BASIC_ISO_DATE)
                            .toEpochDay());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long days(JournalLimits limits) {
        return limits.keepFor().toDays();
    }
}
