package io.matriarch.judge.slots;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WRITTEN;

import io.matriarch.state.ClusterView;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Role;
import io.matriarch.state.Slot;
import io.matriarch.state.SlotChange;
import io.matriarch.state.SlotPolicy;
import io.matriarch.state.SlotStatus;
import io.matriarch.state.Slots;
import io.matriarch.state.Tags;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** States of n1 by what its PostgreSQL has of slots, and small differences from them. */
final class SlotStates {
    private SlotStates() {}

    /** We lead n2 and n3, and each has its slot, in use. */
    static NodeState leader(Slot... more) {
        return with(States.steadyPrimary(), join(List.of(used("n2"), used("n3")), more));
    }

    /** We follow n2 beside n3, and keep slots for both where the leader says that they stand. */
    static NodeState follower(Slot... more) {
        NodeState published =
                says(States.steadyStandby(), Map.of("n2", WRITTEN, "n3", WRITTEN), "n2", "n3");
        return with(published, join(List.of(idle("n2", WRITTEN), idle("n3", WRITTEN)), more));
    }

    static NodeState with(NodeState state, List<Slot> slots) {
        Slots.Found found = new Slots.Found(slots, 150_004, Optional.of("n1"));
        return state.with(state.slots().with(Optional.of(found)));
    }

    /** The leader has published this of its slots. */
    static NodeState says(NodeState state, Map<String, Long> positions, String... retained) {
        ClusterView view = state.cluster().latest().orElseThrow();
        SortedMap<String, Lsn> all = new TreeMap<>();
        positions.forEach((name, position) -> all.put(name, new Lsn(position)));
        ClusterView more = view.withSlots(Optional.of(new SlotStatus(all, List.of(retained))));
        return States.seeing(state, new Views(more));
    }

    /** The slot of that name was last seen to belong to a member so long ago. */
    static NodeState seen(NodeState state, String slot, long secondsAgo) {
        SortedMap<String, Moment> seen = new TreeMap<>(state.slots().seen());
        seen.put(slot, state.now().minus(Duration.ofSeconds(secondsAgo)));
        return state.with(state.slots().withSeen(seen));
    }

    static NodeState policy(NodeState state, SlotPolicy policy) {
        return state.with(state.settings().with(state.settings().topology().with(policy)));
    }

    /** {@code member_slots_ttl: 0}. */
    static NodeState onlyWhereFed(NodeState state) {
        SlotPolicy now = state.settings().topology().slots();
        return policy(
                state, new SlotPolicy(now.used(), Duration.ZERO, now.permanent(), now.ignored()));
    }

    static NodeState permanent(NodeState state, String name, SlotPolicy.Permanent kind) {
        SlotPolicy now = state.settings().topology().slots();
        SortedMap<String, SlotPolicy.Permanent> more = new TreeMap<>(now.permanent());
        more.put(name, kind);
        return policy(state, new SlotPolicy(now.used(), now.memberTtl(), more, now.ignored()));
    }

    static NodeState ignoring(NodeState state, SlotPolicy.Ignored rule) {
        SlotPolicy now = state.settings().topology().slots();
        return policy(
                state, new SlotPolicy(now.used(), now.memberTtl(), now.permanent(), List.of(rule)));
    }

    static Tags replicatingFrom(String name) {
        return Tags.of(new TreeMap<>(Map.of("replicatefrom", "\"" + name + "\"")));
    }

    static Slot idle(String name, long restart) {
        return SlotWorld.physical(name, new Lsn(restart));
    }

    static Slot used(String name) {
        return active(idle(name, WRITTEN));
    }

    static Slot active(Slot slot) {
        return new Slot(
                slot.name(),
                slot.logical(),
                true,
                slot.restart(),
                slot.holdsRows(),
                slot.catalogXmin(),
                slot.lost());
    }

    static Slot logical(String name, String database, String plugin, long confirmed) {
        return SlotWorld.logical(name, database, plugin, new Lsn(confirmed));
    }

    static SlotPolicy.Permanent decoding(String database, String plugin) {
        return new SlotPolicy.Permanent(true, database, plugin, SlotPolicy.Where.EVERYWHERE);
    }

    private static List<Slot> join(List<Slot> first, Slot... more) {
        TreeMap<String, Slot> all = new TreeMap<>();
        first.forEach(slot -> all.put(slot.name(), slot));
        for (Slot slot : more) {
            all.put(slot.name(), slot);
        }
        return List.copyOf(all.values());
    }

    /** n3 streams from us. */
    static NodeState cascading(NodeState state) {
        NodeState running = seeing(state, view(state).with(N1, Facts.record(N1, Role.REPLICA, 1)));
        return tagged(running, N3, replicatingFrom("n1"));
    }

    static NodeState tagged(NodeState state, MemberName member, Tags tags) {
        return seeing(
                state,
                view(state)
                        .with(
                                member,
                                Facts.record(
                                        member,
                                        Role.REPLICA,
                                        1,
                                        MemberState.RUNNING,
                                        Optional.empty(),
                                        tags)));
    }

    static NodeState without(NodeState state, MemberName member) {
        return seeing(state, view(state).without(member));
    }

    private static Views view(NodeState state) {
        return new Views(state.cluster().latest().orElseThrow());
    }

    /** With what the leader had published. */
    private static NodeState seeing(NodeState state, Views view) {
        var before = state.cluster().latest().orElseThrow().slots();
        NodeState next = States.seeing(state, view);
        return before.map(one ->
                        says(next, plain(one.positions()), one.retained().toArray(String[]::new)))
                .orElse(next);
    }

    private static Map<String, Long> plain(Map<String, Lsn> positions) {
        Map<String, Long> all = new TreeMap<>();
        positions.forEach((name, position) -> all.put(name, position.bytes()));
        return all;
    }

    /** What is to change, in few words. */
    static String plan(NodeState state) {
        return String.join(
                ", ", SlotPlan.of(state).changes().stream().map(SlotStates::words).toList());
    }

    private static String words(SlotChange change) {
        return switch (change) {
            case SlotChange.Drop(String slot, var _) -> "drop " + slot;
            case SlotChange.MakePhysical(String slot, var _) -> "make " + slot;
            case SlotChange.Remake(String slot, var _) -> "remake " + slot;
            case SlotChange.MakeLogical(String slot, var _, var _, var _) -> "make logical " + slot;
            case SlotChange.Advance(String slot, var _, Lsn to, var _) ->
                    "advance " + slot + " to " + to;
        };
    }
}
