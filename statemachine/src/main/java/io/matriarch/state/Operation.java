package io.matriarch.state;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** Long work on the data directory. At most one runs, for it owns the directory. */
public sealed interface Operation {
    /**
     * Make a new, empty cluster: initdb, configuration, roles. PostgreSQL does not run after it.
     */
    record Initdb() implements Operation {}

    /** Start without recovery signal: crash recovery, then writable, on the same timeline. */
    record StartPrimary(LockEpoch epoch) implements Operation {}

    /** Start as a standby with this feed. */
    record StartStandby(Feed feed) implements Operation {
        /** Of this upstream; of nobody when absent. */
        public StartStandby(Optional<Upstream> upstream) {
            this(Feed.of(upstream));
        }
    }

    /**
     * Leave recovery on a new timeline.
     *
     * @param above the newest timeline that the cluster has used, when this standby never was on
     *     it: the new one must be greater, although PostgreSQL here knows nothing of it
     */
    record Promote(LockEpoch epoch, Optional<Timeline> above) implements Operation {
        public Promote(LockEpoch epoch) {
            this(epoch, Optional.empty());
        }
    }

    /**
     * Point a running standby at another upstream, or at none: then it ends with the WAL receiver
     * gone.
     */
    record Follow(Feed feed) implements Operation {
        public Follow(Upstream upstream) {
            this(new Feed.From(upstream));
        }
    }

    /**
     * Stop a running PostgreSQL.
     *
     * @param checkpointFirst ask for a checkpoint before, so that the stop itself is short
     */
    record Stop(boolean checkpointFirst) implements Operation {}

    /** Undo what the upstream's history does not have, with {@code pg_rewind}. */
    record Rewind(Upstream source) implements Operation {}

    /**
     * Replace the data directory's content by a copy, with {@code pg_basebackup}. What a probe then
     * finds stopped is a standby's data ({@link ControlData.Phase#STANDBY_CRASHED}), although a
     * primary's copied control file says "in production".
     */
    record Basebackup(Upstream source) implements Operation {}

    /** Whether PostgreSQL may accept writes while or after it runs. */
    default boolean makesWritable() {
        return this instanceof StartPrimary || this instanceof Promote;
    }

    /** A short name for log lines and traces. */
    default String word() {
        return switch (this) {
            case Initdb _ -> "initdb";
            case StartPrimary _ -> "start as primary";
            case StartStandby _ -> "start as standby";
            case Promote _ -> "promote";
            case Follow _ -> "follow";
            case Stop _ -> "stop";
            case Rewind _ -> "rewind";
            case Basebackup _ -> "basebackup";
        };
    }
}
