package io.matriarch.simulator.world;

import io.matriarch.state.Postgres;
import io.matriarch.value.Lsn;
import java.util.Optional;

/** What an agent sees of the PostgreSQL of its host. */
final class SimLook {
    private final SimPostgres postgres;
    private Optional<Lsn> refusedAt = Optional.empty();

    SimLook(SimPostgres postgres) {
        this.postgres = postgres;
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
        Postmaster postmaster = postgres.postmaster();
        if (postgres.isMoved()) {
            return new Postgres.Hanging("its data directory was moved away");
        }
        // The control file and the pid file tell it: nobody is asked.
        if (postmaster.isFrozen() && !postmaster.hasShutDown()) {
            return new Postgres.Hanging("no answer in time");
        }
        return switch (postmaster.stage()) {
            case DOWN -> down();
            case STARTING, STOPPING ->
                    postmaster.hasShutDown()
                            ? new Postgres.Ending(postgres.data().control())
                            : new Postgres.Starting(postmaster.isAsStandby());
            case PRIMARY ->
                    refusedAt
                            .map(end -> primary(end, false).turningAway("password"))
                            .orElseGet(() -> primary(postgres.position(), standbys));
            case STANDBY ->
                    refusedAt.isPresent()
                            ? new Postgres.Hanging("it does not let us in: password")
                            : standby();
        };
    }

    private Postgres down() {
        DataDirectory data = postgres.data();
        return switch (data.condition()) {
            case NONE -> new Postgres.NoData();
            case HALF_MADE -> new Postgres.Unreadable("half made");
            case HALF_REWOUND, COMPLETE ->
                    data.isTorn()
                            ? new Postgres.Unreadable("checksum of the control file")
                            : new Postgres.Stopped(data.control());
        };
    }

    private Postgres.Primary primary(Lsn written, boolean standbys) {
        DataDirectory data = postgres.data();
        return new Postgres.Primary(
                data.systemId().orElseThrow(),
                data.wal().timeline(),
                written,
                data.isCheckpointedOnTimeline(),
                data.historyFile(),
                standbys ? Optional.of(postgres.replication()) : Optional.empty(),
                postgres.postmaster().facts());
    }

    private Postgres.Standby standby() {
        DataDirectory data = postgres.data();
        WalReceiver receiver = postgres.receiver();
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
}
