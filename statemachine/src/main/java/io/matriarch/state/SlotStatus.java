package io.matriarch.state;

import io.matriarch.value.Lsn;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What key {@code status} says of the leader's replication slots (contract 1.7).
 *
 * @param positions how far the user of each slot has come, by the slot's name; and under the slot
 *     name of the leader itself the end of its log
 * @param retained the slots of members, also of those that are gone and may come back; sorted
 */
public record SlotStatus(SortedMap<String, Lsn> positions, List<String> retained) {
    public static final SlotStatus NONE = new SlotStatus(Collections.emptySortedMap(), List.of());

    public SlotStatus {
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
        retained = List.copyOf(retained);
    }
}
