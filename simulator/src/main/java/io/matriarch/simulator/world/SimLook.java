package io.matriarch.simulator.world;

import io.matriarch.state.Postgres;
import io.matriarch.state.Replication;
import io.matriarch.value.Lsn;
import java.util.Optional;

/** What a probe sees of a PostgreSQL. */
final class SimLook {
    private final SimPostgres postgres;
    private final DataDirectory data;
    private final WalReceiver receiver;
    private final WalSenders senders;
    private Optional<Lsn> refusedAt = Optional.empty();

    SimLook(SimPostgres postgres, DataDirectory data, WalReceiver receiver, WalSenders senders) {
        this.postgres = postgres;
        this.data = data;
        this.receiver = receiver;
        this.senders = senders;
    }

    /** Whether it turns its agent away from now on: then only files and processes tell of it. */
    void refused(boolean refused) {
        refusedAt = refused ? Optional.of(postgres.position()) : Optional.empty();
    }

    /**
     * What a probe finds.
     *
     * @param standbys whether a primary is asked about its standbys
     */
    Postgres found(boolean standbys) {
        if (postgres.isMoved()) {
            return new Postgres.Hanging("its data directory was moved away");
        }
        // The control file and the pid file tell it: nobody is asked.
        if (postgres.postmaster().isFrozen() && !postgres.postmaster().hasShutDown()) {
            return new Postgres.Hanging("no answer in time");
        }
        return switch (postgres.postmaster().stage()) {
            case DOWN ->
                    switch (data.condition()) {
                        case NONE -> new Postgres.NoData();
                        case HALF_MADE -> new Postgres.Unreadable("half made");
                        case HALF_REWOUND, COMPLETE ->
                                data.isTorn()
                                        ? new Postgres.Unreadable("checksum of the control file")
                                        : new Postgres.Stopped(data.control());
                    };
            case STARTING, STOPPING ->
                    postgres.postmaster().hasShutDown()
                            ? new Postgres.Ending(data.control())
                            : new Postgres.Starting(postgres.postmaster().isAsStandby());
            case PRIMARY ->
                    refusedAt
                            .map(end -> primary(end, false).turningAway("password"))
                            .orElseGet(() -> primary(data.wal().end(), standbys));
            case STANDBY ->
                    refusedAt.isPresent()
                            ? new Postgres.Hanging("it does not let us in: password")
                            : standby();
        };
    }

    private Postgres.Primary primary(Lsn written, boolean standbys) {
        return new Postgres.Primary(
                data.systemId().orElseThrow(),
                data.wal().timeline(),
                written,
                data.isCheckpointedOnTimeline(),
                data.historyFile(),
                standbys ? Optional.of(replication()) : Optional.empty(),
                postgres.postmaster().facts());
    }

    private Postgres.Standby standby() {
        return new Postgres.Standby(
                data.systemId().orElseThrow(),
                Optional.of(data.wal().timeline()),
                receiver.received(),
                receiver.replayed(),
                data.upstream(),
                receiver.isConnected(),
                postgres.postmaster().facts(),
                data.historyFile());
    }

    private Replication replication() {
        return new Replication(
                postgres.syncNames(), postgres.isSyncOurs(), data.isClosed(), senders.shown());
    }
}
