package io.matriarch.state;

import io.matriarch.value.OrderId;
import java.time.Instant;
import java.util.Optional;

/** What an operator asked of this agent directly, before it is answered. */
public sealed interface Order {
    /** What the answer refers to. */
    OrderId id();

    /** To restart PostgreSQL, now or at a time. */
    record Restart(OrderId id, Optional<Instant> when, RestartWish wish) implements Order {}

    /** To forget the restart that waits for its time. */
    record WithdrawRestart(OrderId id) implements Order {}

    /**
     * To replace the data by a copy.
     *
     * @param force whether what is under way is cancelled for it
     * @param fromLeader whether nobody but the leader is copied
     */
    record Reinitialize(OrderId id, boolean force, boolean fromLeader) implements Order {}
}
