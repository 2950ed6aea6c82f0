package io.matriarch.state;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which replication slots are kept (contract 2.17).
 *
 * @param used whether any are kept at all: {@code postgresql.use_slots}
 * @param memberTtl how long the slot of a member that is gone is kept; zero means that only who
 *     feeds a member keeps its slot: {@code member_slots_ttl}
 * @param permanent slots that are never dropped, by name: {@code slots}
 * @param ignored slots that are left alone: {@code ignore_slots}
 */
public record SlotPolicy(
        boolean used,
        Duration memberTtl,
        SortedMap<String, Permanent> permanent,
        List<Ignored> ignored) {
    public static final SlotPolicy DEFAULTS =
            new SlotPolicy(true, Duration.ofMinutes(30), Collections.emptySortedMap(), List.of());

    public SlotPolicy {
        permanent = Collections.unmodifiableSortedMap(new TreeMap<>(permanent));
        ignored = List.copyOf(ignored);
    }

    /** In what kind of cluster a permanent slot is kept: its key {@code cluster_type}. */
    public enum Where {
        EVERYWHERE,
        PRIMARY_CLUSTER,
        STANDBY_CLUSTER
    }

    /**
     * A permanent slot.
     *
     * @param logical whether it decodes, or else keeps log
     * @param database what it decodes; empty for a physical one
     * @param plugin what decodes it; empty for a physical one
     * @param where in what kind of cluster
     */
    public record Permanent(boolean logical, String database, String plugin, Where where) {
        public static final Permanent PHYSICAL = new Permanent(false, "", "", Where.EVERYWHERE);
    }

    /**
     * Slots that are left alone: those that equal each given key; an empty text was not given.
     *
     * @param type {@code physical} or {@code logical}
     */
    public record Ignored(String name, String type, String database, String plugin) {}
}
