package io.matriarch.simulator.world;

import io.matriarch.event.Event;
import io.matriarch.machine.Step;
import io.matriarch.value.MemberName;

/**
 * Told of everything that happens in a world, at once and in order. {@link World#now} is the time
 * of it. Must not change the world.
 */
public interface WorldObserver {
    /** A member's agent took an event in; the step's actions have been handed over. */
    default void onStep(MemberName member, Event event, Step step) {}

    /** A fault was made or mended, or an operator did something, in the scenario's words. */
    default void onFault(String text) {}

    /**
     * Something worth a line happened outside the agents: a session expired, PostgreSQL became
     * writable or ended, the guard killed.
     */
    default void onFact(String where, String text) {}

    /** One event of the world's queue is done: the true state may have changed. */
    default void afterEvent(World world) {}
}
