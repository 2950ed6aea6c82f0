package io.matriarch.state;

import java.util.Optional;

/**
 * How the members of a cluster hang together (contract 1.8, 2.17, 2.22).
 *
 * @param timelinesKept how many of the last timelines key {@code history} keeps; 0 means all:
 *     {@code max_timelines_history}
 * @param slots which replication slots are kept, and where
 * @param standbyCluster whom the whole cluster follows, while it is a standby cluster
 */
public record Topology(
        int timelinesKept, SlotPolicy slots, Optional<StandbyCluster> standbyCluster) {
    public static final Topology DEFAULTS = new Topology(0, SlotPolicy.DEFAULTS, Optional.empty());

    public Topology withTimelinesKept(int value) {
        return new Topology(value, slots, standbyCluster);
    }

    public Topology with(SlotPolicy value) {
        return new Topology(timelinesKept, value, standbyCluster);
    }

    public Topology with(Optional<StandbyCluster> value) {
        return new Topology(timelinesKept, slots, value);
    }
}
