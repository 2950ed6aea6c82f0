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

    /**
     * Start without recovery signal: crash recovery, then writable, on the same timeline.
     *
     * @param names whom its commits wait for from the first one on; the operators' own when absent
     * @param closed whether clients are kept out until {@code AdmitClients}
     */
    record StartPrimary(LockEpoch epoch, Optional<SyncNames> names, boolean closed)
            implements Operation {
        public StartPrimary(LockEpoch epoch) {
            this(epoch, Optional.empty(), false);
        }
    }

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
     * @param names whom its commits wait for from the first one on; the operators' own when absent
     */
    record Promote(LockEpoch epoch, Optional<Timeline> above, Optional<SyncNames> names)
            implements Operation {
        public Promote(LockEpoch epoch) {
            this(epoch, Optional.empty(), Optional.empty());
        }
    }

    /** Ask the script that must agree before a promotion: success means that it does. */
    record PrePromote(LockEpoch epoch) implements Operation {}

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
     * @param script run the {@code before_stop} script before; what it says does not matter
     * @param immediate wait for nothing, as a crash does: PostgreSQL's immediate shutdown
     */
    record Stop(boolean checkpointFirst, boolean script, boolean immediate) implements Operation {
        public Stop(boolean checkpointFirst) {
            this(checkpointFirst, false);
        }

        public Stop(boolean checkpointFirst, boolean script) {
            this(checkpointFirst, script, false);
        }

        /** The same, made an immediate one on its way. */
        public Stop hastened() {
            return new Stop(checkpointFirst, script, true);
        }
    }

    /**
     * Crash recovery in single-user mode, where nobody can connect: a rewind needs a clean end
     * (contract 2.7, step 4). What a probe then finds is a primary's data that stopped properly.
     */
    record RecoverAlone() implements Operation {}

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

    /**
     * Whether it must not begin before the durable facts are kept: it makes PostgreSQL writable, or
     * would leave half a data directory that only they tell of.
     */
    default boolean needsDurableFacts() {
        return switch (this) {
            case Initdb _, StartPrimary _, Promote _, Rewind _, Basebackup _ -> true;
            case StartStandby _, PrePromote _, Follow _, Stop _, RecoverAlone _ -> false;
        };
    }

    /** A short name for log lines and traces. */
    default String word() {
        return switch (this) {
            case Initdb _ -> "initdb";
            case StartPrimary _ -> "start as primary";
            case StartStandby _ -> "start as standby";
            case Promote _ -> "promote";
            case PrePromote _ -> "pre_promote";
            case Follow _ -> "follow";
            case Stop _ -> "stop";
            case RecoverAlone _ -> "single-user recovery";
            case Rewind _ -> "rewind";
            case Basebackup _ -> "basebackup";
        };
    }
}
