package io.matriarch.simulator.invariant;

import io.matriarch.action.PostgresAction;
import io.matriarch.machine.Step;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * I9: no step orders more than 16 actions, and no member begins an operation more than once a
 * second over a minute: who tries in vain pauses between the attempts.
 */
public final class BoundedWork implements Invariant {
    private static final int ACTIONS_PER_STEP = 16;
    private static final int OPERATIONS_PER_MINUTE = 60;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<MemberName, Deque<Moment>> begun = new TreeMap<>();

    @Override
    public String id() {
        return "I9";
    }

    @Override
    public String title() {
        return "bounded-work";
    }

    @Override
    public Optional<String> stepped(Truth truth, MemberName member, Step step) {
        if (step.actions().size() > ACTIONS_PER_STEP) {
            return Optional.of(member + " ordered " + step.actions().size() + " actions at once");
        }
        if (step.actions().stream().noneMatch(PostgresAction.Begin.class::isInstance)) {
            return Optional.empty();
        }
        Deque<Moment> recent = begun.computeIfAbsent(member, _ -> new ArrayDeque<>());
        recent.addLast(truth.now());
        while (truth.now().since(recent.peekFirst()).compareTo(MINUTE) > 0) {
            recent.removeFirst();
        }
        return recent.size() <= OPERATIONS_PER_MINUTE
                ? Optional.empty()
                : Optional.of(member + " began " + recent.size() + " operations within a minute");
    }
}
