package io.matriarch.simulator.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A setting that scenarios may give, under its name in the cluster's configuration. */
public enum Setting {
    TTL(Kind.DURATION),
    LOOP_WAIT(Kind.DURATION),
    RETRY_TIMEOUT(Kind.DURATION),
    MAXIMUM_LAG_ON_FAILOVER(Kind.BYTES),
    MAXIMUM_AGE_ON_FAILOVER(Kind.DURATION),
    PRIMARY_START_TIMEOUT(Kind.DURATION),
    PRIMARY_STOP_TIMEOUT(Kind.DURATION),
    CHECK_TIMELINE(Kind.SWITCH),
    PRIMARY_RACE_BACKOFF(Kind.DURATION),
    WRITE_PROBE_TIMEOUT(Kind.DURATION),
    USE_PG_REWIND(Kind.SWITCH),
    REMOVE_DATA_DIRECTORY_ON_REWIND_FAILURE(Kind.SWITCH),
    REMOVE_DATA_DIRECTORY_ON_DIVERGED_TIMELINES(Kind.SWITCH),
    SYNCHRONOUS_MODE(Kind.SYNC_MODE),
    SYNCHRONOUS_MODE_STRICT(Kind.SWITCH),
    SYNCHRONOUS_NODE_COUNT(Kind.COUNT),
    MAXIMUM_LAG_ON_SYNCNODE(Kind.BYTES),
    SYNCHRONOUS_HOLD_AFTER_CRASH(Kind.SWITCH),
    MAX_TIMELINES_HISTORY(Kind.COUNT),
    MEMBER_SLOTS_TTL(Kind.DURATION),
    USE_SLOTS(Kind.SWITCH),
    SLOTS(Kind.SLOTS),
    IGNORE_SLOTS(Kind.SLOTS),
    STANDBY_CLUSTER(Kind.SERVERS),
    FAILSAFE_MODE(Kind.SWITCH),
    PAUSE(Kind.SWITCH),
    /** No setting of the cluster: whether its members have a guard. */
    GUARD(Kind.SWITCH);

    private enum Kind {
        DURATION("a time such as 20s, 500ms, 5min or 1h"),
        BYTES("an amount such as 1MB"),
        COUNT("a whole number from 1"),
        SWITCH("'on' or 'off'"),
        SERVERS("a server outside such as far, several with / between, or 'off'"),
        SYNC_MODE("'on', 'off' or 'quorum'"),
        SLOTS("names such as backup or cdc:app:pgoutput, joined by +, or 'none'");

        private final String wanted;

        Kind(String wanted) {
            this.wanted = wanted;
        }
    }

    private final Kind kind;

    Setting(Kind kind) {
        this.kind = kind;
    }

    /** The name in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it stands in the members' own configuration, not in the cluster's. */
    boolean isLocal() {
        return this == GUARD;
    }

    /** What a value looks like, for an error message. */
    String wanted() {
        return kind.wanted;
    }

    boolean accepts(String value) {
        return switch (kind) {
            case DURATION -> Amounts.duration(value).isPresent();
            case BYTES -> Amounts.bytes(value).isPresent();
            case COUNT -> value.matches("[1-9][0-9]{0,3}");
            case SYNC_MODE -> List.of("on", "off", "quorum").contains(value);
            case SLOTS -> SlotWords.accepts(value);
            case SERVERS -> value.matches("[A-Za-z0-9_./-]+");
            case SWITCH -> value.equals("on") || value.equals("off");
        };
    }

    /** The setting of that name, which was just read. */
    static Setting named(Words words, String name) {
        if (name.contains("=")) {
            throw words.wrong(name, "write a blank between name and value, not =");
        }
        return of(name).orElseThrow(() ->
                words.wrong(
                        name,
                        "no setting is called so"
                                + Nearest.hint(name, List.of(known().split(", ")))
                                + "; write one of "
                                + known()));
    }

    /** Reads a value of this setting. */
    String value(Words words) {
        return words.read(wanted(), value -> Optional.of(value).filter(this::accepts));
    }

    static Optional<Setting> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** All names, for an error message. */
    static String known() {
        return Arrays.stream(values()).map(Setting::word).collect(Collectors.joining(", "));
    }
}
