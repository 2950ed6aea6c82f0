package io.matriarch.judge.slots;

import io.matriarch.state.NodeState;
import io.matriarch.state.Slot;
import io.matriarch.state.SlotPolicy;
import io.matriarch.state.SlotStatus;
import io.matriarch.value.Lsn;
import io.matriarch.value.Moment;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the leader publishes of slots (contract 1.7). */
public final class SlotReport {
    private SlotReport() {}

    /** Absent while it is not known what slots there are; empty where none are used. */
    public static Optional<SlotStatus> of(NodeState state) {
        if (!state.settings().topology().slots().used()) {
            return Optional.of(SlotStatus.NONE);
        }
        return SlotView.of(state).filter(SlotView::leads).map(SlotReport::of);
    }

    private static SlotStatus of(SlotView view) {
        SlotPolicy policy = view.policy();
        boolean all = view.isEverywhere();
        SortedMap<String, Lsn> positions = new TreeMap<>();
        for (Slot slot : view.found().slots()) {
            if (all || policy.permanent().containsKey(slot.name())) {
                slot.position().ifPresent(position -> positions.put(slot.name(), position));
            }
        }
        if (all || policy.permanent().containsKey(view.own())) {
            positions.put(view.own(), view.end());
        }
        return new SlotStatus(positions, retained(view).stream().toList());
    }

    /**
     * The members that are there are named, too: when the leader itself dies nobody else could say
     * in time that its slot is to be kept.
     */
    private static SortedSet<String> retained(SlotView view) {
        SortedSet<String> names = new TreeSet<>();
        if (!view.isEverywhere()) {
            return names;
        }
        Moment now = view.state().now();
        view.state()
                .slots()
                .seen()
                .forEach((name, at) -> {
                    if (now.isBefore(at.plus(view.policy().memberTtl()))) {
                        names.add(name);
                    }
                });
        if (!view.state().local().tags().nostream()) {
            names.add(view.own());
        }
        names.removeIf(name ->
                Optional.ofNullable(view.policy().permanent().get(name))
                        .filter(one -> !one.logical())
                        .isPresent());
        return names;
    }
}
