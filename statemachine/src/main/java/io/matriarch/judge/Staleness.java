package io.matriarch.judge;

import io.matriarch.state.Freshness;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a standby stopped long ago to get the leader's log ({@code maximum_age_on_failover}, a
 * setting of ours). Time counts while somebody leads: however long the cluster then stands still,
 * nobody gets older. A standby of a cluster in which nothing is written is level all the time.
 */
public final class Staleness {
    /** What the member record says; without an amount, so that it changes seldom. */
    public static final String NOTE = "for longer than maximum_age_on_failover";

    private Staleness() {}

    /** Why this standby may not lead unless an operator says so; absent when it may. */
    static Optional<String> objection(NodeState state) {
        Duration allowed = allowed(state);
        // Who is in the set of a synchronous cluster has all that was acknowledged.
        boolean covered = SyncSet.of(state).isActive();
        if (allowed.isZero() || covered || !(state.postgres() instanceof Postgres.Standby)) {
            return Optional.empty();
        }
        Freshness known = state.inflow().freshness();
        if (known.levelAt().equals(Moment.LONG_AGO)) {
            return known.goal().isPresent() || !known.ledAt().equals(Moment.LONG_AGO)
                    ? Optional.of(
                            "has not been seen to have all of the leader's log since this agent"
                                    + " started, and maximum_age_on_failover is set")
                    : Optional.empty();
        }
        Duration age = known.ledAt().since(known.levelAt());
        return age.compareTo(allowed) <= 0
                ? Optional.empty()
                : Optional.of(
                        "has lacked log of the leader for %d s, maximum_age_on_failover is %d s"
                                .formatted(age.toSeconds(), allowed.toSeconds()));
    }

    /** What the others may read in our record; empty for nothing. */
    public static String note(NodeState state) {
        return objection(state).isPresent() ? NOTE : "";
    }

    /** Keys are read and the server is looked at each loop_wait: less than that tells nothing. */
    private static Duration allowed(NodeState state) {
        Duration wanted = state.settings().failover().maximumAge();
        Duration least = state.settings().ttl();
        return wanted.isZero() || wanted.compareTo(least) > 0 ? wanted : least;
    }
}
