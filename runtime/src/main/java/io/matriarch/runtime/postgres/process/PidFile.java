package io.matriarch.runtime.postgres.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's {@code postmaster.pid} (pidfile.h): line 1 pid, line 3 start time, line 8 status.
 *
 * @param pid of the postmaster, or of a server in single-user mode
 * @param standalone whether it is one in single-user mode: its number is written with a minus
 * @param startEpoch when it started, in seconds of wall time; 0 when not written yet
 * @param status "starting", "stopping", "ready" or "standby"; empty when not written yet
 */
public record PidFile(long pid, boolean standalone, long startEpoch, String status) {
    private static final int STATUS_LINE = 7;

    /** Reads the file; empty when there is none or it holds no pid. */
    public static Optional<PidFile> read(Path dataDirectory) {
        try {
            return parse(Files.readAllLines(dataDirectory.resolve("postmaster.pid")));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static Optional<PidFile> parse(List<String> lines) {
        try {
            long number = lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
            long start = lines.size() < 3 ? 0 : Long.parseLong(lines.get(2).strip());
            String status = lines.size() <= STATUS_LINE ? "" : lines.get(STATUS_LINE).strip();
            return Math.abs(number) <= 1
                    ? Optional.empty()
                    : Optional.of(new PidFile(Math.abs(number), number < 0, start, status));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Whether it was told to end. */
    public boolean isStopping() {
        return status.equals("stopping");
    }

    /** Whether connections are taken: a standby that is not consistent yet says "standby". */
    public boolean isUp() {
        return status.equals("ready") || status.equals("standby");
    }
}
