package io.matriarch.runtime.postgres.probe;

import io.matriarch.state.HistoryLine;
import io.matriarch.value.Lsn;
import io.matriarch.value.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The history file of a timeline, {@code pg_wal/0000000N.history}: on each line a timeline, where
 * it was left, and why (timeline.c).
 */
final class HistoryFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

    private HistoryFile() {}

    /** Its lines; none for the first timeline, or when the file is gone. */
    static List<HistoryLine> read(Path dataDirectory, Timeline timeline) {
        if (timeline.equals(Timeline.FIRST)) {
            return List.of();
        }
        Path file =
                dataDirectory
                        .resolve("pg_wal")
                        .resolve(String.format(Locale.ROOT, "%08X.history", timeline.number()));
        try {
            FileTime written = Files.getLastModifiedTime(file);
            String stamp = STAMP.format(written.toInstant().atOffset(ZoneOffset.UTC));
            return parse(Files.readAllLines(file), stamp);
        } catch (IOException _) {
            return List.of();
        }
    }

    /** The time of the file belongs to its last line. */
    static List<HistoryLine> parse(List<String> text, String stamp) {
        List<HistoryLine> lines = new ArrayList<>();
        text.forEach(one -> parse(one).ifPresent(lines::add));
        if (!lines.isEmpty()) {
            HistoryLine last = lines.removeLast();
            lines.add(new HistoryLine(last.timeline(), last.end(), last.reason(), stamp, ""));
        }
        return lines;
    }

    private static Optional<HistoryLine> parse(String line) {
        String[] fields = line.strip().split("\\s+", 3);
        if (fields.length < 2 || fields[0].startsWith("#")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new HistoryLine(
                            new Timeline(Integer.parseInt(fields[0])),
                            Lsn.parse(fields[1]),
                            fields.length > 2 ? fields[2] : "",
                            "",
                            ""));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
