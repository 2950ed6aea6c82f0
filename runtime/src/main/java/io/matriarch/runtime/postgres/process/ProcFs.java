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
    private static final int FLAGS = 6;
    private static final int START_TIME = 19;

    /** PF_EXITING in the kernel's include/linux/sched.h: it is inside do_exit(). */
    private static final long EXITING = 0x4;

    private ProcFs() {}

    /**
     * What {@code /proc/PID/stat} tells.
     *
     * @param state a letter: R, S, D, T, Z and so on
     * @param parent its parent
     * @param group its process group
     * @param session its session
     * @param startTicks when it started, in clock ticks since boot
     * @param exiting whether the kernel is ending it
     */
    public record Stat(
            long pid,
            char state,
            long parent,
            long group,
            long session,
            long startTicks,
            boolean exiting) {
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
                        Long.parseLong(words[START_TIME]),
                        (Long.parseLong(words[FLAGS]) & EXITING) != 0));
    }

    /**
     * Whether a kill of it is on its way: SIGKILL is pending, or the kernel is ending it. It runs
     * no code of its own any more, and may stay like this for as long as it waits for a disk.
     */
    static boolean isDying(Stat stat) {
        return stat.exiting() || isPending(stat.pid(), Signals.KILL);
    }

    /** Whether a signal was sent to it and not yet taken; in doubt it was not sent. */
    public static boolean isPending(long pid, int signal) {
        return isPending(statusLines(pid), signal);
    }

    /** Whether it waits for something that a signal would end. */
    public static boolean isAsleep(long pid) {
        return stat(pid).filter(stat -> stat.state() == 'S').isPresent();
    }

    /** Reads SigPnd, of the thread, and ShdPnd, of the whole process, as hexadecimal masks. */
    static boolean isPending(List<String> status, int signal) {
        long bit = 1L << (signal - 1);
        return status.stream()
                .filter(line -> line.startsWith("SigPnd:") || line.startsWith("ShdPnd:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & bit) != 0);
    }

    private static List<String> statusLines(long pid) {
        try {
            return Files.readAllLines(of(pid, "status"), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return List.of();
        }
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
