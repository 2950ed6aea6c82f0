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
            processes.shutDown();
            processes.whileAlive(dice.within(world.spec().timings().stop()), processes::stopped);
        }
        return can;
    }

    /** {@code pg_ctl start}. */
    boolean start() {
        boolean can = !postgres.isRunning() && postgres.hasData();
        if (can) {
            boolean asStandby = !postgres.data().phase().wasPrimary();
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
