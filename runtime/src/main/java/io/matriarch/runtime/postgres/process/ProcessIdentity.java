package io.matriarch.runtime.postgres.process;

import java.util.Optional;

/**
 * One run of a process: a pid alone may be given to another process later.
 *
 * @param pid its number
 * @param startTicks when it started, in clock ticks since boot (field 22 of proc(5)'s stat)
 */
public record ProcessIdentity(long pid, long startTicks) {
    /** The identity of a process that lives now and may still do something by itself. */
    public static Optional<ProcessIdentity> of(long pid) {
        return ProcFs.stat(pid)
                .filter(ProcFs.Stat::lives)
                .filter(stat -> !ProcFs.isDying(stat))
                .map(stat -> new ProcessIdentity(pid, stat.startTicks()));
    }

    /** Reads what {@link #toString} wrote; empty when the text is something else. */
    public static Optional<ProcessIdentity> parse(String text) {
        String[] words = text.strip().split("\\s+");
        try {
            return words.length < 2
                    ? Optional.empty()
                    : Optional.of(
                            new ProcessIdentity(
                                    Long.parseLong(words[0]), Long.parseLong(words[1])));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Whether this very run still goes on; a zombie does not, nor one that is killed. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    @Override
    public String toString() {
        return pid + " " + startTicks;
    }
}
