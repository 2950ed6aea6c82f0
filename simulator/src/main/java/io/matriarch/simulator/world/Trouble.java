package io.matriarch.simulator.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can go wrong with the disk and the server of one host, and how it is mended. */
public enum Trouble {
    /** The data has neither checksums nor hints in its log: pg_rewind refuses it. */
    HINTS_OFF,
    /** The control file of a PostgreSQL that does not run is damaged. */
    CONTROL_TORN,
    /** The data directory is gone: removed by hand, or its volume is not mounted. */
    DATA_GONE,
    /** The data directory is renamed, or unmounted lazily: a server that runs in it goes on. */
    DATA_MOVED,
    /** The log that a rewind of this data must read is gone. */
    WAL_RECYCLED,
    /** A checkpoint at the end of the log removes everything before that no slot keeps. */
    LOG_REMOVED,
    /** No room is left: a running primary dies at its next write, none starts. */
    DISK_FULL,
    DISK_FREED,
    /** Nothing that is written gets to the disk, and whoever waits for it waits. */
    DISK_STALLED,
    DISK_RESUMED,
    /** The archiver does not get on: a stop waits for it after the shutdown checkpoint. */
    ARCHIVER_STUCK,
    ARCHIVER_FREED,
    /** A checkpoint that is ordered takes ten minutes. */
    CHECKPOINT_SLOW,
    /** Its primary has raised a parameter: it replays no more before a restart. */
    REPLAY_HALTED,
    /** It lets its agent in no more: the password was changed, or every connection is taken. */
    LOGINS_REFUSED,
    LOGINS_ACCEPTED,
    /** The next crash recovery takes ten minutes. */
    RECOVERY_SLOW,
    /** The rewind of this data that runs, or else the next one, fails midway. */
    REWIND_BREAKS,
    /** From now on a rewind of this data ends well and changes nothing. */
    REWIND_IDLES;

    /** As a scenario says it: "hints off". */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The first words of all, each once. */
    public static List<String> subjects() {
        return Arrays.stream(values()).map(one -> one.words().split(" ")[0]).distinct().toList();
    }

    /** The one with these two words. */
    public static Optional<Trouble> of(String subject, String state) {
        return Arrays.stream(values())
                .filter(one -> one.words().equals(subject + " " + state))
                .findFirst();
    }

    /** What may follow a first word, for an error message. */
    public static String states(String subject) {
        return Arrays.stream(values())
                .map(one -> one.words().split(" "))
                .filter(words -> words[0].equals(subject))
                .map(words -> "'" + words[1] + "'")
                .collect(Collectors.joining(" or "));
    }
}
