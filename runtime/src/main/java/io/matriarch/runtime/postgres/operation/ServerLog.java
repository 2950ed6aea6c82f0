package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.config.OwnedFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The file that takes the server's standard output and error. */
final class ServerLog {
    private static final long LARGE = 16L * 1024 * 1024;
    private static final int TAIL = 16 * 1024;

    private final Path file;
    private final long start;

    private ServerLog(Path file, long start) {
        this.file = file;
        this.start = start;
    }

    /** Opens it for one start of the server; a large one is put aside first. */
    static ServerLog open(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > LARGE) {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        OwnedFiles.touch(file);
        return new ServerLog(file, Files.size(file));
    }

    Path file() {
        return file;
    }

    /** What this start wrote that says why it failed; empty when it wrote nothing. */
    String reason() {
        List<String> lines = lines();
        List<String> bad =
                lines.stream()
                        .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                        .toList();
        String line = !bad.isEmpty() ? bad.getLast() : lines.isEmpty() ? "" : lines.getLast();
        return line.replaceFirst("^.*?\\b(FATAL|PANIC|ERROR|LOG|HINT|DETAIL):\\s*", "");
    }

    private List<String> lines() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(start, log.length() - TAIL);
            log.seek(from);
            byte[] bytes = new byte[(int) Math.max(0, log.length() - from)];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
