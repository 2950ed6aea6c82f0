package io.matriarch.state;

import io.matriarch.value.MemberName;
import io.matriarch.value.Revision;
import java.time.Instant;
import java.util.Optional;

/** Key {@code failover}: what an operator asked for (contract 1.5). */
public sealed interface FailoverRequest {
    /** Nothing. */
    record None() implements FailoverRequest {}

    /**
     * A switchover when {@code leader} is given, else a manual failover.
     *
     * @param leader who must be the leader for it to count
     * @param candidate who shall lead; anybody fit when absent
     * @param at not before this wall time; now when absent
     * @param revision what clearing it must find unchanged
     * @param writtenBy mzxid: which transaction asked
     */
    record Asked(
            Optional<MemberName> leader,
            Optional<MemberName> candidate,
            Optional<Instant> at,
            Revision revision,
            long writtenBy)
            implements FailoverRequest {}
}
