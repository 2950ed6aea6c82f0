package io.matriarch.simulator.scenario;

import io.matriarch.state.DynamicSettings;
import io.matriarch.state.FailoverPolicy;
import io.matriarch.state.RejoinPolicy;
import io.matriarch.state.SlotPolicy;
import io.matriarch.state.StandbyCluster;
import io.matriarch.state.SyncPolicy;
import io.matriarch.state.Topology;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that a scenario gives; all others have their defaults.
 *
 * @param given as written, units included
 */
public record Settings(Map<Setting, String> given) {
    public Settings {
        EnumMap<Setting, String> copy = new EnumMap<>(Setting.class);
        copy.putAll(given);
        given = Collections.unmodifiableMap(copy);
    }

    /** With this value instead of the one before. */
    public Settings with(Setting setting, String value) {
        EnumMap<Setting, String> more = new EnumMap<>(Setting.class);
        more.putAll(given);
        more.put(setting, value);
        return new Settings(more);
    }

    /** The settings in force. */
    public DynamicSettings dynamic() {
        return over(DynamicSettings.DEFAULTS);
    }

    /** Those, where this says nothing else. */
    public DynamicSettings over(DynamicSettings defaults) {
        return defaults.withTiming(
                        duration(Setting.TTL, defaults.ttl()),
                        duration(Setting.LOOP_WAIT, defaults.loopWait()),
                        duration(Setting.RETRY_TIMEOUT, defaults.retryTimeout()))
                .with(failover(defaults.failover()))
                .with(rejoin(defaults.rejoin()))
                .with(sync(defaults.sync()))
                .with(topology(defaults.topology()))
                .withFailsafe(isOn(Setting.FAILSAFE_MODE, defaults.failsafe()))
                .withMaintenance(isOn(Setting.PAUSE, defaults.maintenance()));
    }

    /** Whether the members have a guard. */
    public boolean isGuarded() {
        return isOn(Setting.GUARD, true);
    }

    private FailoverPolicy failover(FailoverPolicy defaults) {
        return new FailoverPolicy(
                bytes(Setting.MAXIMUM_LAG_ON_FAILOVER, defaults.maximumLag()),
                duration(Setting.PRIMARY_START_TIMEOUT, defaults.startTimeout()),
                duration(Setting.PRIMARY_STOP_TIMEOUT, defaults.stopTimeout()),
                isOn(Setting.CHECK_TIMELINE, defaults.checkTimeline()),
                duration(Setting.PRIMARY_RACE_BACKOFF, defaults.raceBackoff()),
                duration(Setting.WRITE_PROBE_TIMEOUT, defaults.writeTimeout()),
                duration(Setting.MAXIMUM_AGE_ON_FAILOVER, defaults.maximumAge()));
    }

    private RejoinPolicy rejoin(RejoinPolicy defaults) {
        return new RejoinPolicy(
                isOn(Setting.USE_PG_REWIND, defaults.useRewind()),
                isOn(
                        Setting.REMOVE_DATA_DIRECTORY_ON_REWIND_FAILURE,
                        defaults.copyAfterFailedRewind()),
                isOn(Setting.REMOVE_DATA_DIRECTORY_ON_DIVERGED_TIMELINES, defaults.copyDiverged()));
    }

    private SyncPolicy sync(SyncPolicy defaults) {
        SyncPolicy.Mode mode =
                switch (given.getOrDefault(Setting.SYNCHRONOUS_MODE, "as before")) {
                    case "on" -> SyncPolicy.Mode.ON;
                    case "quorum" -> SyncPolicy.Mode.QUORUM;
                    case "off" -> SyncPolicy.Mode.OFF;
                    default -> defaults.mode();
                };
        boolean strict = isOn(Setting.SYNCHRONOUS_MODE_STRICT, defaults.strict());
        return new SyncPolicy(
                mode,
                strict,
                Integer.parseInt(
                        given.getOrDefault(
                                Setting.SYNCHRONOUS_NODE_COUNT,
                                Integer.toString(defaults.nodeCount()))),
                bytes(Setting.MAXIMUM_LAG_ON_SYNCNODE, defaults.maximumLag()),
                isOn(Setting.SYNCHRONOUS_HOLD_AFTER_CRASH, strict));
    }

    private Topology topology(Topology defaults) {
        SlotPolicy slots =
                new SlotPolicy(
                        isOn(Setting.USE_SLOTS, defaults.slots().used()),
                        duration(Setting.MEMBER_SLOTS_TTL, defaults.slots().memberTtl()),
                        given.containsKey(Setting.SLOTS)
                                ? SlotWords.permanent(given.get(Setting.SLOTS))
                                : defaults.slots().permanent(),
                        given.containsKey(Setting.IGNORE_SLOTS)
                                ? SlotWords.ignored(given.get(Setting.IGNORE_SLOTS))
                                : defaults.slots().ignored());
        return defaults.with(slots)
                .with(standbyCluster(defaults.standbyCluster()))
                .withTimelinesKept(
                        Integer.parseInt(
                                given.getOrDefault(
                                        Setting.MAX_TIMELINES_HISTORY,
                                        Integer.toString(defaults.timelinesKept()))));
    }

    private Optional<StandbyCluster> standbyCluster(Optional<StandbyCluster> otherwise) {
        return switch (given.getOrDefault(Setting.STANDBY_CLUSTER, "")) {
            case "" -> otherwise;
            case "off" -> Optional.empty();
            case String hosts ->
                    Optional.of(new StandbyCluster(hosts.replace('/', ','), "", "our_slot"));
        };
    }

    private Duration duration(Setting setting, Duration otherwise) {
        return given.containsKey(setting)
                ? Amounts.duration(given.get(setting)).orElseThrow()
                : otherwise;
    }

    private long bytes(Setting setting, long otherwise) {
        return given.containsKey(setting)
                ? Amounts.bytes(given.get(setting)).orElseThrow()
                : otherwise;
    }

    private boolean isOn(Setting setting, boolean otherwise) {
        return given.containsKey(setting) ? given.get(setting).equals("on") : otherwise;
    }
}
