package io.matriarch.state;

import io.matriarch.value.Moment;

/** The one order of an operator that this agent carries out on its PostgreSQL. */
public sealed interface Task {
    /** None. */
    record None() implements Task {}

    /**
     * PostgreSQL was stopped in maintenance to hand the lock over: what was stopped by an order may
     * be started again, what an operator stopped by hand may not.
     *
     * @param since when the stop was ordered
     */
    record HandingOver(Moment since) implements Task {}
}
