package io.matriarch.simulator.world;

import java.util.Optional;

/** What somebody does to one PostgreSQL by hand, past its agent; false where it cannot be done. */
final class HandWork {
    private final World world;
    private final SimPostgres postgres;
    private final Dice dice;

    HandWork(World world, SimPostgres postgres) {
        this.world = world;
        this.postgres = postgres;
        this.dice = world.seed().dice("hand/" + postgres.name());
    }

    /** {@code pg_ctl stop -m fast}. */
    boolean stop() {
        Postmaster processes = postgres.postmaster();
        boolean can = postgres.isRunning() && processes.stage() != Postmaster.Stage.STOPPING;
        if (can) {
            new SimShutdown(world, postgres, dice)
                    .begin(rest -> processes.whileAlive(rest, processes::stopped));
        }
        return can;
    }

    /** {@code pg_ctl start}. */
    boolean start() {
        return start(!postgres.data().phase().wasPrimary());
    }

    /** {@code touch standby.signal; pg_ctl start}. */
    boolean startAsStandby() {
        return start(true);
    }

    /** The data directory is another cluster's from now on, as its initdb left it. */
    boolean swapData() {
        boolean can = !postgres.isRunning();
        if (can) {
            postgres.data().made(Prologue.FOREIGN, Wal.first(world.nextSegment()));
        }
        return can;
    }

    private boolean start(boolean asStandby) {
        boolean free = !postgres.isRunning() && !postgres.disk().hasDying();
        boolean can = free && postgres.hasData();
        if (can) {
            postgres.postmaster().launch(asStandby);
            postgres.postmaster()
                    .whileAlive(
                            dice.within(world.spec().timings().start()),
                            postgres.postmaster()::open);
        }
        return can;
    }

    /** {@code pg_ctl promote}. */
    boolean promote() {
        boolean can = postgres.isStandby();
        if (can) {
            Postmaster processes = postgres.postmaster();
            processes.endStreaming();
            processes.whileAlive(
                    dice.within(world.spec().timings().promote()),
                    () -> processes.promoted(Optional.empty()));
        }
        return can;
    }
}
