package io.matriarch.judge.slots;

import io.matriarch.judge.Source;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.SlotChange;
import java.util.Comparator;
import java.util.List;

/**
 * What is to change about the replication slots of our PostgreSQL (contract 2.17).
 *
 * @param changes what to do: first what is dropped, then what is made, then what is moved on
 * @param copies logical slots of the leader that a standby lacks; taking them over costs a restart
 * @param notes what an operator should know: slots that cannot be had or cannot go, and why
 */
public record SlotPlan(List<SlotChange> changes, List<String> copies, List<String> notes) {
    public static final SlotPlan NONE = new SlotPlan(List.of(), List.of(), List.of());

    /** What a chore takes care of. */
    public enum Part {
        DROP,
        MAKE,
        ADVANCE
    }

    public SlotPlan {
        // A logical slot may have to wait for transactions, which must not hold up the others.
        changes = changes.size() < 2 ? List.copyOf(changes) : sorted(changes);
        copies = List.copyOf(copies);
        notes = List.copyOf(notes);
    }

    /** By all that is known; nothing while that does not suffice to judge. */
    public static SlotPlan of(NodeState state) {
        return SlotView.of(state).map(view -> new SlotJudge(view).plan()).orElse(NONE);
    }

    /** What is due now of that part: no change is under way, and none failed a moment ago. */
    public static List<SlotChange> due(NodeState state, Part part) {
        boolean quiet =
                isQuiet(state)
                        && (part != Part.ADVANCE
                                || state.now().hasReached(state.slots().advanceAt()));
        return quiet
                ? of(state).changes.stream().filter(one -> part(one) == part).toList()
                : List.of();
    }

    /** Slots that are to be copied now from a leader that serves. */
    public static List<String> copiesDue(NodeState state) {
        boolean quiet =
                isQuiet(state)
                        && state.now().hasReached(state.slots().copyAt())
                        && Source.runningLeader(state).isPresent();
        return quiet ? of(state).copies : List.of();
    }

    private static List<SlotChange> sorted(List<SlotChange> changes) {
        return changes.stream()
                .sorted(
                        Comparator.comparing(SlotPlan::part)
                                .thenComparing(SlotChange.MakeLogical.class::isInstance))
                .toList();
    }

    private static boolean isQuiet(NodeState state) {
        return state.isIdle()
                && !state.requests().isPending(Kind.SLOTS)
                && state.now().hasReached(state.slots().restUntil());
    }

    private static Part part(SlotChange change) {
        return switch (change) {
            case SlotChange.Drop _ -> Part.DROP;
            case SlotChange.MakePhysical _, SlotChange.Remake _, SlotChange.MakeLogical _ ->
                    Part.MAKE;
            case SlotChange.Advance _ -> Part.ADVANCE;
        };
    }
}
