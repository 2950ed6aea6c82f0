package io.matriarch.simulator.mishap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can happen to one thing on a host. */
public enum HostChange {
    /** Its processes live and answer nothing: SIGSTOP, or a disk that hangs. A kill ends them. */
    FREEZE_POSTGRES,
    /** They go on where they stood. */
    THAW_POSTGRES,
    /** Somebody starts it by hand, as its data directory is, without asking the agent. */
    START_POSTGRES,
    /** Somebody stops it by hand: {@code pg_ctl stop -m fast}. */
    STOP_POSTGRES,
    /** Somebody promotes it by hand: {@code pg_ctl promote}. */
    PROMOTE_POSTGRES,
    /** Somebody starts it by hand as a standby, whatever it was: {@code standby.signal}. */
    DEMOTE_POSTGRES,
    /** Somebody puts another cluster's data in the place of one that does not run. */
    SWAP_DATA,
    /** The guard's process is gone: it neither echoes nor kills. */
    KILL_GUARD,
    /** A new guard, which knows of no deadline. */
    START_GUARD,
    /** The watchdog's driver is unloaded: it counts down no more, and cannot be fed. */
    LOSE_WATCHDOG,
    /** There is a watchdog that works. */
    FIND_WATCHDOG,
    /**
     * What a Patroni does that was stuck in the middle of its cycle: it deletes the lock by the
     * view that it had, and makes it anew for itself, its PostgreSQL still a primary on that
     * timeline.
     */
    SEIZE_LOCK,
    /** The agent cannot write to its disk: durable facts are not kept. */
    FILL_DISK,
    /** It can again. */
    FREE_DISK;

    /** Whether somebody may have made PostgreSQL accept writes past the agent. */
    public boolean mayMakeWritable() {
        return this == START_POSTGRES || this == PROMOTE_POSTGRES;
    }

    /** As a scenario says it: a verb and what it happens to. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** By its two words. */
    public static Optional<HostChange> of(String verb, String thing) {
        String words = verb + " " + thing;
        return Arrays.stream(values()).filter(one -> one.words().equals(words)).findFirst();
    }
}
