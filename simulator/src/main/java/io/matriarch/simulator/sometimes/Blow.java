package io.matriarch.simulator.sometimes;

import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.value.MemberName;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A fault at the instant before it befalls the world.
 *
 * @param truth the world
 * @param known what each member's agent knew when it last took a step
 * @param fault the fault
 */
record Blow(Truth truth, Map<MemberName, NodeState> known, Fault fault) {
    /** Whether it strikes a member whose PostgreSQL is truly at such work. */
    boolean strikesAt(Class<? extends Operation> operation) {
        return fault.named().stream()
                .anyMatch(one -> truth.operation(one).filter(operation::isInstance).isPresent());
    }

    /** Whether it strikes a member that knows this. */
    boolean strikes(Predicate<NodeState> knows) {
        return fault.named().stream()
                .anyMatch(one -> known.containsKey(one) && knows.test(known.get(one)));
    }

    /** Whether any member knows this. */
    boolean anybody(Predicate<NodeState> knows) {
        return known.values().stream().anyMatch(knows);
    }

    /** Whether any PostgreSQL is truly at such work. */
    boolean anybodyAt(Class<? extends Operation> operation) {
        return truth.members().stream()
                .anyMatch(one -> truth.operation(one).filter(operation::isInstance).isPresent());
    }

    /** Whether it does that to agents. */
    boolean does(Fault.AgentChange change) {
        return fault instanceof Fault.ToAgent one && one.change() == change;
    }
}
