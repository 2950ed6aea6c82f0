package io.matriarch.event;

import io.matriarch.state.RestartWish;
import io.matriarch.state.WatchdogPolicy;
import io.matriarch.value.Moment;
import io.matriarch.value.OrderId;
import java.time.Instant;
import java.util.Optional;

/** What an operator asked of this agent directly. Each that has an id gets exactly one answer. */
public sealed interface OperatorEvent extends Event {
    /** To stop properly (SIGTERM, SIGINT). */
    record StopRequested(Moment at) implements OperatorEvent {}

    /** To look again now, because a request was just written to the DCS. */
    record LookRequested(Moment at) implements OperatorEvent {}

    /**
     * To restart PostgreSQL.
     *
     * @param when at that wall time; now when absent
     * @param wish on which conditions
     */
    record RestartRequested(Moment at, OrderId order, Optional<Instant> when, RestartWish wish)
            implements OperatorEvent {}

    /** To treat the watchdog otherwise: the configuration file was changed and read again. */
    record WatchdogConfigured(Moment at, WatchdogPolicy policy) implements OperatorEvent {}

    /** To forget the restart that waits for its time. */
    record RestartWithdrawn(Moment at, OrderId order) implements OperatorEvent {}

    /**
     * To replace the data by a copy.
     *
     * @param force whether what is under way is cancelled for it
     * @param fromLeader whether nobody but the leader is copied
     */
    record ReinitializeRequested(Moment at, OrderId order, boolean force, boolean fromLeader)
            implements OperatorEvent {}
}
