package io.matriarch.state;

import java.time.Duration;

/**
 * The cluster's settings of key {@code config}, defaults applied (contract 2.1, 4.3).
 *
 * @param ttl how long a silent holder keeps the lock: the session timeout asked for
 * @param loopWait the longest time between two looks
 * @param retryTimeout how long one request may take before it counts as failed
 * @param maximumLagOnFailover bytes that a candidate may be behind
 * @param primaryStartTimeout how long a failed primary may take to come back; zero means fail over
 * @param primaryStopTimeout how long a stop may take before it is made harder; zero means no limit
 * @param checkTimeline whether a candidate behind the cluster's timeline is refused
 * @param useRewind whether {@code pg_rewind} may be used
 */
public record DynamicSettings(
        Duration ttl,
        Duration loopWait,
        Duration retryTimeout,
        long maximumLagOnFailover,
        Duration primaryStartTimeout,
        Duration primaryStopTimeout,
        boolean checkTimeline,
        boolean useRewind) {
    public static final DynamicSettings DEFAULTS =
            new DynamicSettings(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    1_048_576L,
                    Duration.ofSeconds(300),
                    Duration.ZERO,
                    false,
                    true);

    private static final Duration SHORTEST_MARGIN = Duration.ofMillis(300);

    /**
     * What the lease gives up of a session timeout: room for the kill, the guard's wake-up and the
     * error of the clock's rate.
     */
    public static Duration margin(Duration sessionTimeout) {
        Duration sixth = sessionTimeout.dividedBy(6);
        return sixth.compareTo(SHORTEST_MARGIN) < 0 ? SHORTEST_MARGIN : sixth;
    }
}
