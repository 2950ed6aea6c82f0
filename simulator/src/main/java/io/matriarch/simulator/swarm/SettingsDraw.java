package io.matriarch.simulator.swarm;

import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Setting;
import io.matriarch.simulator.scenario.Settings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Draws settings: each from values that differ in kind. */
final class SettingsDraw {
    private static final Map<Setting, List<String>> VALUES = new EnumMap<>(Setting.class);

    static {
        VALUES.put(Setting.TTL, List.of("20s", "30s", "30s", "45s"));
        VALUES.put(Setting.LOOP_WAIT, List.of("1s", "2s", "5s", "10s", "10s"));
        VALUES.put(Setting.RETRY_TIMEOUT, List.of("3s", "5s", "10s"));
        VALUES.put(Setting.MAXIMUM_LAG_ON_FAILOVER, List.of("1kB", "1MB", "16MB"));
        VALUES.put(Setting.MAXIMUM_AGE_ON_FAILOVER, List.of("0s", "30s", "60s"));
        VALUES.put(Setting.PRIMARY_START_TIMEOUT, List.of("0s", "10s", "30s", "60s"));
        VALUES.put(Setting.PRIMARY_STOP_TIMEOUT, List.of("0s", "5s", "30s"));
        VALUES.put(Setting.CHECK_TIMELINE, List.of("on", "off"));
        VALUES.put(Setting.PRIMARY_RACE_BACKOFF, List.of("0s", "5s", "30s"));
        VALUES.put(Setting.WRITE_PROBE_TIMEOUT, List.of("5s", "30s"));
        VALUES.put(Setting.USE_PG_REWIND, List.of("on", "off"));
        VALUES.put(Setting.REMOVE_DATA_DIRECTORY_ON_REWIND_FAILURE, List.of("on", "off"));
        VALUES.put(Setting.REMOVE_DATA_DIRECTORY_ON_DIVERGED_TIMELINES, List.of("on", "off"));
        VALUES.put(Setting.SYNCHRONOUS_MODE, List.of("on", "on", "off", "quorum"));
        VALUES.put(Setting.SYNCHRONOUS_MODE_STRICT, List.of("on", "off"));
        VALUES.put(Setting.SYNCHRONOUS_NODE_COUNT, List.of("1", "2"));
        VALUES.put(Setting.MAXIMUM_LAG_ON_SYNCNODE, List.of("1kB", "1MB"));
        VALUES.put(Setting.SYNCHRONOUS_HOLD_AFTER_CRASH, List.of("on", "off"));
        VALUES.put(Setting.MAX_TIMELINES_HISTORY, List.of("1", "2", "100"));
        VALUES.put(Setting.MEMBER_SLOTS_TTL, List.of("0s", "10s", "1800s"));
        VALUES.put(Setting.USE_SLOTS, List.of("on", "off"));
        VALUES.put(Setting.SLOTS, List.of("backup", "cdc:app:pgoutput", "backup+other"));
        VALUES.put(Setting.IGNORE_SLOTS, List.of("tool", "none"));
        VALUES.put(Setting.FAILSAFE_MODE, List.of("on", "on", "off"));
        VALUES.put(Setting.PAUSE, List.of("on", "off"));
        VALUES.put(Setting.GUARD, List.of("on", "off"));
    }

    private static final List<Setting> AT_RUN_TIME =
            VALUES.keySet().stream().filter(one -> one != Setting.GUARD).toList();

    private SettingsDraw() {}

    /** The settings that a cluster is made with; all others have their defaults. */
    static Settings settings(Draw draw, boolean follows) {
        Settings settings = new Settings(Map.of());
        int share = draw.pick(List.of(5, 15, 35));
        for (Map.Entry<Setting, List<String>> one : VALUES.entrySet()) {
            if (one.getKey() == Setting.PAUSE) {
                continue; // nobody makes a cluster that is in maintenance
            }
            String value = draw.pick(one.getValue());
            if (draw.chance(share) || one.getKey() == Setting.SYNCHRONOUS_MODE && draw.chance(35)) {
                settings = settings.with(one.getKey(), value);
            }
        }
        if (!settings.isGuarded()) {
            // Without a guard only synchronous mode keeps a former primary from acknowledging.
            settings = settings.with(Setting.SYNCHRONOUS_MODE, "on");
        }
        if (follows) {
            settings = settings.with(Setting.STANDBY_CLUSTER, CastDraw.FAR.text());
        }
        return settings;
    }

    /** A change by an operator. */
    static Command.Configure change(Draw draw) {
        Setting setting = draw.pick(AT_RUN_TIME);
        return new Command.Configure(setting, draw.pick(VALUES.get(setting)));
    }
}
