package io.matriarch.state;

import java.time.Duration;

/**
 * When another member takes over, and which one may (contract 2.1).
 *
 * @param maximumLag bytes that a candidate may be behind: {@code maximum_lag_on_failover}
 * @param startTimeout how long a failed primary may take to come back; zero means fail over: {@code
 *     primary_start_timeout}
 * @param stopTimeout how long a stop may take before it is made harder, in synchronous mode only;
 *     zero means no limit: {@code primary_stop_timeout}
 * @param checkTimeline whether a candidate behind the cluster's timeline is refused
 * @param raceBackoff how long a standby whose log still moves lets a free lock be; zero means not
 *     at all: {@code primary_race_backoff}
 * @param writeTimeout how long a write of the leader may take until its disk counts as stalled;
 *     zero means that none is tried: {@code write_probe_timeout}, a setting of ours
 * @param maximumAge how long a candidate may have lacked log while somebody led; zero means that
 *     only bytes count: {@code maximum_age_on_failover}, a setting of ours
 */
public record FailoverPolicy(
        long maximumLag,
        Duration startTimeout,
        Duration stopTimeout,
        boolean checkTimeline,
        Duration raceBackoff,
        Duration writeTimeout,
        Duration maximumAge) {
    public static final FailoverPolicy DEFAULTS =
            new FailoverPolicy(
                    1_048_576L,
                    Duration.ofSeconds(300),
                    Duration.ZERO,
                    false,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO);

    public FailoverPolicy withRaceBackoff(Duration value) {
        return new FailoverPolicy(
                maximumLag,
                startTimeout,
                stopTimeout,
                checkTimeline,
                value,
                writeTimeout,
                maximumAge);
    }

    public FailoverPolicy withCheckTimeline(boolean value) {
        return new FailoverPolicy(
                maximumLag,
                startTimeout,
                stopTimeout,
                value,
                raceBackoff,
                writeTimeout,
                maximumAge);
    }

    public FailoverPolicy withWriteTimeout(Duration value) {
        return new FailoverPolicy(
                maximumLag,
                startTimeout,
                stopTimeout,
                checkTimeline,
                raceBackoff,
                value,
                maximumAge);
    }

    public FailoverPolicy withMaximumAge(Duration value) {
        return new FailoverPolicy(
                maximumLag,
                startTimeout,
                stopTimeout,
                checkTimeline,
                raceBackoff,
                writeTimeout,
                value);
    }
}
