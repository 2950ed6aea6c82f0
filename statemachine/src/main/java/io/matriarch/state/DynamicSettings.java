package io.matriarch.state;

import io.matriarch.value.Times;
import java.time.Duration;

/**
 * The cluster's settings of key {@code config}, defaults applied (contract 2.1, 4.3).
 *
 * @param ttl how long a silent holder keeps the lock: the session timeout asked for
 * @param loopWait the longest time between two looks
 * @param retryTimeout how long one request may take before it counts as failed
 * @param failover when another member takes over
 * @param rejoin how far a member may go to become a standby again
 * @param sync what a commit waits for
 * @param topology how the members hang together
 * @param failsafe whether the leader may go on without the DCS while all members agree: {@code
 *     failsafe_mode}
 * @param maintenance whether the operators have taken over: {@code pause}
 */
public record DynamicSettings(
        Duration ttl,
        Duration loopWait,
        Duration retryTimeout,
        FailoverPolicy failover,
        RejoinPolicy rejoin,
        SyncPolicy sync,
        Topology topology,
        boolean failsafe,
        boolean maintenance) {
    public static final DynamicSettings DEFAULTS =
            new DynamicSettings(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    FailoverPolicy.DEFAULTS,
                    RejoinPolicy.DEFAULTS,
                    SyncPolicy.DEFAULTS,
                    Topology.DEFAULTS,
                    false,
                    false);

    private static final Duration SHORTEST_MARGIN = Duration.ofMillis(300);

    /**
     * What the lease gives up of a session timeout: room for the kill, the guard's wake-up and the
     * error of the clock's rate.
     */
    public static Duration margin(Duration sessionTimeout) {
        Duration sixth = Times.part(sessionTimeout, 6);
        return sixth.compareTo(SHORTEST_MARGIN) < 0 ? SHORTEST_MARGIN : sixth;
    }

    /**
     * Without what does not count in a standby cluster: nothing is committed there, so nothing is
     * synchronous, and whoever leads it may be behind the others (contract 2.8, 2.18).
     */
    public DynamicSettings inForce() {
        return topology.standbyCluster().isEmpty()
                ? this
                : with(sync.with(SyncPolicy.Mode.OFF))
                        .with(failover.withCheckTimeline(false).withRaceBackoff(Duration.ZERO))
                        .withFailsafe(false);
    }

    public DynamicSettings withTiming(Duration longest, Duration loop, Duration retry) {
        return new DynamicSettings(
                longest, loop, retry, failover, rejoin, sync, topology, failsafe, maintenance);
    }

    public DynamicSettings with(FailoverPolicy value) {
        return new DynamicSettings(
                ttl, loopWait, retryTimeout, value, rejoin, sync, topology, failsafe, maintenance);
    }

    public DynamicSettings with(RejoinPolicy value) {
        return new DynamicSettings(
                ttl,
                loopWait,
                retryTimeout,
                failover,
                value,
                sync,
                topology,
                failsafe,
                maintenance);
    }

    public DynamicSettings with(SyncPolicy value) {
        return new DynamicSettings(
                ttl,
                loopWait,
                retryTimeout,
                failover,
                rejoin,
                value,
                topology,
                failsafe,
                maintenance);
    }

    public DynamicSettings with(Topology value) {
        return new DynamicSettings(
                ttl, loopWait, retryTimeout, failover, rejoin, sync, value, failsafe, maintenance);
    }

    public DynamicSettings withFailsafe(boolean value) {
        return new DynamicSettings(
                ttl, loopWait, retryTimeout, failover, rejoin, sync, topology, value, maintenance);
    }

    public DynamicSettings withMaintenance(boolean value) {
        return new DynamicSettings(
                ttl, loopWait, retryTimeout, failover, rejoin, sync, topology, failsafe, value);
    }
}
