package io.matriarch.state;

import io.matriarch.value.Lsn;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.util.List;
import java.util.Optional;

/** Our PostgreSQL as the last probe found it. */
public sealed interface Postgres {
    /** Not known: never probed, or the probe could not tell. */
    record Unknown(String why) implements Postgres {}

    /** The data directory does not exist or is empty. */
    record NoData() implements Postgres {}

    /** No process lives, and the data directory cannot be read or holds something else. */
    record Unreadable(String why) implements Postgres {}

    /** No process of the data directory lives. */
    record Stopped(ControlData control) implements Postgres {}

    /**
     * A primary that was told to stop: its control file says "shut down", so no client is connected
     * and nothing more is written. Only what sends and archives its log lives.
     */
    record Ending(ControlData control) implements Postgres {}

    /**
     * A process lives but takes no connections yet: start-up, recovery, or shutting down.
     *
     * @param asStandby whether it was started as a standby
     */
    record Starting(boolean asStandby) implements Postgres {}

    /**
     * Runs and accepts writes.
     *
     * @param systemId the cluster it belongs to
     * @param timeline the timeline it writes
     * @param written the end of its log
     * @param checkpointed whether its control file names a checkpoint on that timeline: until then
     *     a rewind from it would see the timeline before
     * @param forks its own timeline's history file, oldest first: where it left each earlier
     *     timeline; the last line's {@code at} is the time of that file, {@code newLeader} is empty
     * @param replication what it says of its standbys, when it was asked
     * @param server what it tells of itself
     */
    record Primary(
            SystemId systemId,
            Timeline timeline,
            Lsn written,
            boolean checkpointed,
            List<HistoryLine> forks,
            Optional<Replication> replication,
            ServerFacts server)
            implements Postgres {
        public Primary {
            forks = List.copyOf(forks);
        }

        /** The same, which does not let its agent in any more: what it said of others is old. */
        public Primary turningAway(String why) {
            return new Primary(
                    systemId,
                    timeline,
                    written,
                    checkpointed,
                    forks,
                    Optional.empty(),
                    server.turningAway(why));
        }

        /** A primary that was not asked about its standbys, and tells nothing of itself. */
        public Primary(
                SystemId systemId,
                Timeline timeline,
                Lsn written,
                boolean checkpointed,
                List<HistoryLine> forks) {
            this(
                    systemId,
                    timeline,
                    written,
                    checkpointed,
                    forks,
                    Optional.empty(),
                    ServerFacts.UNKNOWN);
        }
    }

    /**
     * Runs in recovery.
     *
     * @param systemId the cluster it belongs to
     * @param timeline the timeline of the newest log it has; absent when not yet known
     * @param received what the WAL receiver wrote to disk
     * @param replayed what is applied
     * @param upstream {@code conn_url} form of the configured {@code primary_conninfo}, if any
     * @param streaming whether the WAL receiver streams
     * @param server what it tells of itself
     * @param forks the history file of its timeline, as of a {@link Primary}
     */
    record Standby(
            SystemId systemId,
            Optional<Timeline> timeline,
            Lsn received,
            Lsn replayed,
            Optional<String> upstream,
            boolean streaming,
            ServerFacts server,
            List<HistoryLine> forks)
            implements Postgres {
        public Standby {
            forks = List.copyOf(forks);
        }

        /** One that tells nothing of itself. */
        public Standby(
                SystemId systemId,
                Optional<Timeline> timeline,
                Lsn received,
                Lsn replayed,
                Optional<String> upstream,
                boolean streaming) {
            this(
                    systemId,
                    timeline,
                    received,
                    replayed,
                    upstream,
                    streaming,
                    ServerFacts.UNKNOWN,
                    List.of());
        }

        /** The same, whose replay has halted. */
        public Standby halted() {
            return new Standby(
                    systemId,
                    timeline,
                    received,
                    replayed,
                    upstream,
                    streaming,
                    server.inHalt(),
                    forks);
        }

        /** What it could serve after a promotion: everything received or replayed. */
        public Lsn position() {
            return received.max(replayed);
        }
    }

    /** A postmaster lives and does not answer in time; whether it accepts writes is unknown. */
    record Hanging(String why) implements Postgres {}

    /** What a running server tells of itself. */
    default ServerFacts facts() {
        return switch (this) {
            case Primary primary -> primary.server();
            case Standby standby -> standby.server();
            case Stopped _, Ending _, Unknown _, NoData _, Unreadable _, Starting _, Hanging _ ->
                    ServerFacts.UNKNOWN;
        };
    }

    /** The cluster that the data belongs to, when the probe could tell. */
    default Optional<SystemId> identity() {
        return switch (this) {
            case Stopped(ControlData control) -> Optional.of(control.systemId());
            case Ending(ControlData control) -> Optional.of(control.systemId());
            case Primary primary -> Optional.of(primary.systemId());
            case Standby standby -> Optional.of(standby.systemId());
            case Unknown _, NoData _, Unreadable _, Starting _, Hanging _ -> Optional.empty();
        };
    }
}
