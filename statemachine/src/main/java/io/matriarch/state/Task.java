package io.matriarch.state;

import io.matriarch.value.Moment;
import io.matriarch.value.OrderId;
import java.time.Duration;
import java.util.Optional;

/** The one order of an operator that this agent carries out on its PostgreSQL. */
public sealed interface Task {
    /** None. */
    record None() implements Task {}

    /**
     * PostgreSQL was stopped to hand the lock over, in maintenance or while it was starting. In
     * maintenance what was stopped by an order may be started again, what an operator stopped by
     * hand may not; a start that was given up is not begun again while somebody can take over.
     *
     * @param since when the stop was ordered
     */
    record HandingOver(Moment since) implements Task {}

    /**
     * A restart.
     *
     * @param order who waits for the answer; nobody for one that was scheduled
     * @param since when it was taken on
     * @param timeout how long the start may take
     * @param phase how far it is
     */
    record Restarting(Optional<OrderId> order, Moment since, Duration timeout, Phase phase)
            implements Task {
        public Restarting in(Phase value) {
            return new Restarting(order, since, timeout, value);
        }
    }

    /** How far a restart is. */
    enum Phase {
        /** Not begun. */
        ASKED,
        /** The stop was ordered. */
        STOPPING,
        /** PostgreSQL is down. */
        DOWN,
        /** An attempt to start it again has failed. */
        FAILED
    }

    /**
     * The data is to be replaced by a copy.
     *
     * @param fromLeader whether nobody but the leader is copied
     * @param since when it was taken on
     */
    record Reinitializing(boolean fromLeader, Moment since) implements Task {}

    /** The data was replaced as ordered; PostgreSQL is to be started on it. */
    record Reviving() implements Task {}
}
