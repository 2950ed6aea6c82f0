package io.matriarch.simulator.world;

import java.util.Optional;

/** What somebody does to one PostgreSQL by hand, past its agent. */
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
    void stop() {
        Postmaster processes = postgres.postmaster();
        if (postgres.isRunning() && processes.stage() != Postmaster.Stage.STOPPING) {
            processes.shutDown();
            processes.whileAlive(dice.within(world.spec().timings().stop()), processes::stopped);
        }
    }

    /** {@code pg_ctl start}. */
    void start() {
        if (!postgres.isRunning() && postgres.hasData()) {
            boolean asStandby = !postgres.data().phase().wasPrimary();
            postgres.postmaster().launch(asStandby);
            postgres.postmaster()
                    .whileAlive(
                            dice.within(world.spec().timings().start()),
                            postgres.postmaster()::open);
        }
    }

    /** {@code pg_ctl promote}. */
    void promote() {
        if (postgres.isStandby()) {
            Postmaster processes = postgres.postmaster();
            processes.endStreaming();
            processes.whileAlive(
                    dice.within(world.spec().timings().promote()),
                    () -> processes.promoted(Optional.empty()));
        }
    }
}
