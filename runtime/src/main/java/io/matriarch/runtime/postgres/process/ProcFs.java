package io.matriarch.runtime.postgres.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code /proc} (proc(5)). What cannot be read counts as absent. */
public final class ProcFs {
    private static final Path ROOT = Path.of("/proc");
    private static final int START_TIME = 19;

    private ProcFs() {}

    /**
     * What {@code /proc/PID/stat} tells.
     *
     * @param state a letter: R, S, D, T, Z and so on
     * @param parent its parent
     * @param group its process group
     * @param session its session
     * @param startTicks when it started, in clock ticks since boot
     */
    public record Stat(
            long pid, char state, long parent, long group, long session, long startTicks) {
        /** A zombie or a dead process runs no code any more, whatever {@code kill(pid, 0)} says. */
        public boolean lives() {
            return state != 'Z' && state != 'X' && state != 'x';
        }
    }

    public static Optional<Stat> stat(long pid) {
        try {
            return parseStat(pid, Files.readString(of(pid, "stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The name between the parentheses may itself contain blanks and parentheses. */
    static Optional<Stat> parseStat(long pid, String text) {
        int end = text.lastIndexOf(')');
        String[] words = end < 0 ? new String[0] : text.substring(end + 1).strip().split(" ");
        if (words.length <= START_TIME) {
            return Optional.empty();
        }
        return Optional.of(
                new Stat(
                        pid,
                        words[0].charAt(0),
                        Long.parseLong(words[1]),
                        Long.parseLong(words[2]),
                        Long.parseLong(words[3]),
                        Long.parseLong(words[START_TIME])));
    }

    /** Every process of this pid namespace. */
    public static List<Long> pids() throws IOException {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(ROOT, "[0-9]*")) {
            for (Path entry : entries) {
                pids.add(Long.parseLong(entry.getFileName().toString()));
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return pids;
    }

    /** Which boot of the machine this is; empty when that is not told. */
    static String bootId() {
        try {
            return Files.readString(ROOT.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException _) {
            return "";
        }
    }

    /** Where {@code /proc/PID/cwd} or {@code /proc/PID/exe} leads. */
    public static Optional<String> link(long pid, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(of(pid, name)).toString());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The command line, its words separated by blanks; a process may have overwritten it. */
    static String commandLine(long pid) {
        try {
            return Files.readString(of(pid, "cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException _) {
            return "";
        }
    }

    /** Device and inode of the working directory: equal for one directory under two mounts. */
    static Optional<Object> workingDirectoryKey(long pid) {
        return fileKey(of(pid, "cwd"));
    }

    static Optional<Object> fileKey(Path path) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class)
                            .fileKey());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Path of(long pid, String name) {
        return ROOT.resolve(Long.toString(pid)).resolve(name);
    }
}
