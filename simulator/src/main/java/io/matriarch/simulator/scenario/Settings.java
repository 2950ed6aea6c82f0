package io.matriarch.simulator.scenario;

import io.matriarch.state.DynamicSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

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
    Settings with(Setting setting, String value) {
        EnumMap<Setting, String> more = new EnumMap<>(Setting.class);
        more.putAll(given);
        more.put(setting, value);
        return new Settings(more);
    }

    /** The settings in force. */
    public DynamicSettings dynamic() {
        DynamicSettings defaults = DynamicSettings.DEFAULTS;
        return new DynamicSettings(
                duration(Setting.TTL, defaults.ttl()),
                duration(Setting.LOOP_WAIT, defaults.loopWait()),
                duration(Setting.RETRY_TIMEOUT, defaults.retryTimeout()),
                bytes(Setting.MAXIMUM_LAG_ON_FAILOVER, defaults.maximumLagOnFailover()),
                duration(Setting.PRIMARY_START_TIMEOUT, defaults.primaryStartTimeout()),
                duration(Setting.PRIMARY_STOP_TIMEOUT, defaults.primaryStopTimeout()),
                isOn(Setting.CHECK_TIMELINE, defaults.checkTimeline()),
                isOn(Setting.USE_PG_REWIND, defaults.useRewind()));
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
