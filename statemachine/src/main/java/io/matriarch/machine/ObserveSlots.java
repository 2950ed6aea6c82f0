package io.matriarch.machine;

import io.matriarch.event.DcsEvent;
import io.matriarch.event.PostgresEvent;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Member;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests;
import io.matriarch.state.SlotStatus;
import io.matriarch.state.Slots;
import io.matriarch.value.Moment;
import io.matriarch.value.SlotName;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Folds in whom slots are for, and what became of changes to them. */
final class ObserveSlots {
    private ObserveSlots() {}

    /**
     * Notes whose slot was seen to be wanted when. A name that only key {@code status} tells counts
     * from when it was first read, and is remembered as long as it is told there.
     */
    static NodeState read(NodeState state, DcsEvent.ClusterRead event) {
        ClusterView view = event.view();
        Moment now = state.now();
        Duration ttl = state.settings().topology().slots().memberTtl();
        SortedMap<String, Moment> before = state.slots().seen();
        SortedMap<String, Moment> seen = new TreeMap<>(before);
        seen.values().removeIf(at -> now.hasReached(at.plus(ttl)));
        for (String name : view.slots().orElse(SlotStatus.NONE).retained()) {
            seen.put(name, before.getOrDefault(name, now));
        }
        for (Member member : view.members().values()) {
            String slot = SlotName.of(member.name());
            if (member.record().tags().nostream()) {
                seen.remove(slot);
            } else {
                seen.put(slot, now);
            }
        }
        return state.with(state.slots().withSeen(seen));
    }

    /** Whatever came of it, only a look that begins from now on tells what there is. */
    static NodeState kept(NodeState state, PostgresEvent.SlotsKept event) {
        if (!state.requests().kindOf(event.request()).equals(Optional.of(Requests.Kind.SLOTS))) {
            return state;
        }
        Requests answered = state.requests().without(event.request());
        Requests.Pending look = answered.pending().get(Requests.Kind.PROBE);
        Requests open = look == null ? answered : answered.without(look.id());
        Slots slots = state.slots().with(Optional.empty());
        boolean failed = !event.failures().isEmpty();
        Slots rested =
                failed ? slots.withRest(state.now().plus(state.settings().loopWait())) : slots;
        return state.with(open).with(rested).with(state.clocks().withProbedAt(Moment.LONG_AGO));
    }
}
