package io.matriarch.simulator.run;

import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.world.World;
import io.matriarch.simulator.world.WorldObserver;

/** Watches a run for other people than its judges. Must not change the world. */
public interface Spectator extends WorldObserver {
    /** One that does not look. */
    Spectator NOBODY = new Spectator() {};

    /** The world was made; nothing has happened in it yet. */
    default void begins(World world) {}

    /** A fault of the scenario is about to befall the world. */
    default void befalls(Fault fault) {}
}
