package io.matriarch.scenarios.diagram;

import io.matriarch.machine.Machine;
import io.matriarch.machine.Step;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.world.SimJournal;
import io.matriarch.state.NodeState;
import io.matriarch.value.RuleId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Collects the ways that members took, and the rules that sent them. */
public final class Passages {
    private final SortedMap<Passage, SortedSet<RuleId>> taken = new TreeMap<>();

    /** Those of every member of a run. */
    public void add(Result result) {
        result.journals().values().forEach(runs -> runs.forEach(this::add));
    }

    /** Those of other runs. */
    public void add(Passages others) {
        others.taken.forEach((passage, rules) ->
                taken.computeIfAbsent(passage, _ -> new TreeSet<>()).addAll(rules));
    }

    SortedMap<Passage, SortedSet<RuleId>> taken() {
        return Collections.unmodifiableSortedMap(taken);
    }

    private void add(SimJournal.Run run) {
        NodeState state = run.initial();
        Optional<Phase> phase = Optional.empty();
        for (SimJournal.Entry entry : run.entries()) {
            Optional<Phase> found = Phase.of(Machine.seen(state, entry.event()));
            pass(phase, found, Optional.empty());
            phase = found.or(unchanged(phase));
            Step step = Machine.step(state, entry.event());
            state = step.next();
            Optional<Phase> next = Phase.of(state);
            pass(phase, next, Optional.of(step.rules().getFirst()));
            phase = next.or(unchanged(phase));
        }
    }

    private static Supplier<Optional<Phase>> unchanged(Optional<Phase> phase) {
        return () -> phase;
    }

    private void pass(Optional<Phase> from, Optional<Phase> to, Optional<RuleId> rule) {
        if (from.isPresent() && to.isPresent() && !from.equals(to)) {
            Passage passage = new Passage(from.get(), to.get(), rule.isPresent());
            rule.ifPresentOrElse(
                    taken.computeIfAbsent(passage, _ -> new TreeSet<>())::add, () -> {});
        }
    }
}
