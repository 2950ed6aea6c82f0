package io.matriarch.judge.slots;

import io.matriarch.state.NodeState;
import io.matriarch.state.Slot;
import io.matriarch.state.SlotChange;
import io.matriarch.state.Slots;
import io.matriarch.value.Lsn;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A PostgreSQL that does to its slots what it is told, and says so. */
final class SlotWorld {
    private SlotWorld() {}

    /** The state that a look would lead to after these changes. */
    static NodeState changed(NodeState state, List<SlotChange> changes) {
        Slots.Found before = state.slots().found().orElseThrow();
        Lsn end = SlotView.of(state).orElseThrow().end();
        SortedMap<String, Slot> slots = new TreeMap<>();
        before.slots().forEach(slot -> slots.put(slot.name(), slot));
        changes.forEach(change -> carryOut(slots, change, end));
        Slots.Found after =
                new Slots.Found(List.copyOf(slots.values()), before.version(), before.uses());
        return state.with(state.slots().with(Optional.of(after)));
    }

    private static void carryOut(SortedMap<String, Slot> slots, SlotChange change, Lsn end) {
        String name = change.slot();
        boolean exists = slots.containsKey(name);
        switch (change) {
            case SlotChange.Drop _ -> must(slots.remove(name) != null, change);
            case SlotChange.MakePhysical _ -> {
                must(!exists, change);
                slots.put(name, physical(name, end));
            }
            case SlotChange.Remake _ -> {
                must(exists && !slots.get(name).active(), change);
                slots.put(name, physical(name, end));
            }
            case SlotChange.MakeLogical(var _, String database, String plugin, var _) -> {
                must(!exists, change);
                slots.put(name, logical(name, database, plugin, end));
            }
            case SlotChange.Advance(var _, var _, Lsn to, var _) -> {
                must(exists && to.compareTo(end) <= 0, change);
                Slot slot = slots.get(name);
                must(to.compareTo(slot.position().orElseThrow()) > 0, change);
                slots.put(
                        name,
                        slot.logical()
                                .map(one -> logical(name, one.database(), one.plugin(), to))
                                .orElseGet(() -> physical(name, to)));
            }
        }
    }

    static Slot physical(String name, Lsn restart) {
        return new Slot(
                name,
                Optional.empty(),
                false,
                Optional.of(restart),
                false,
                Optional.empty(),
                false);
    }

    static Slot logical(String name, String database, String plugin, Lsn confirmed) {
        Slot.Logical decoding =
                new Slot.Logical(database, plugin, Optional.of(confirmed), false, false);
        return new Slot(
                name,
                Optional.of(decoding),
                false,
                Optional.of(confirmed),
                false,
                Optional.of(700L),
                false);
    }

    private static void must(boolean possible, SlotChange change) {
        if (!possible) {
            throw new AssertionError("PostgreSQL would refuse " + change);
        }
    }
}
