package io.matriarch.action;

import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;

/**
 * What an irrevocable step must show. The driver checks it again, against its own clock, at the
 * last moment: an agent that froze between deciding and doing finds it over.
 */
public sealed interface Permit {
    /**
     * Whether it is over by the clock alone: what may change whenever a step waits, in a queue or
     * in a thread that was frozen. Whatever else it shows is looked up by the driver.
     */
    default boolean isOver(Moment now) {
        return switch (this) {
            case LeaseHeld lease -> now.hasReached(lease.until());
            case FailsafeAccepted(Moment until) -> now.hasReached(until);
            case NotAfter(Moment until) -> now.hasReached(until);
            case NoneNeeded _, BootstrapClaim _, Maintenance _, StandbyCluster _, PostgresGone _ ->
                    false;
        };
    }

    /** For steps that can be repeated or undone. */
    record NoneNeeded() implements Permit {}

    /** The lock is ours until then: promote, start as primary, write the leader's keys. */
    record LeaseHeld(LockEpoch epoch, Moment until) implements Permit {}

    /** All members have promised to let us lead until then: start again as primary. */
    record FailsafeAccepted(Moment until) implements Permit {}

    /** What the step was judged on counts only until then: taking the lock. */
    record NotAfter(Moment until) implements Permit {}

    /** The claim to make the cluster was made on this session, which is still the present one. */
    record BootstrapClaim(SessionId session) implements Permit {}

    /**
     * The operators have taken over: the cluster is in maintenance, by the newest settings read.
     */
    record Maintenance() implements Permit {}

    /**
     * Nothing here accepts writes, or is being made to: PostgreSQL is gone, or ran in recovery when
     * it was last looked at, and the cluster is a standby cluster, in which nobody is promoted.
     */
    record StandbyCluster() implements Permit {}

    /**
     * No process of the data directory lives, or its control file says "shut down" and no client
     * backend is left: giving the lock away, ending the session that owns it.
     */
    record PostgresGone() implements Permit {}
}
