package io.matriarch.simulator.invariant;

import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.value.MemberName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * I1: at any moment at most one PostgreSQL accepts writes. One that an operator has started or
 * promoted by hand is the operator's: it does not count until it has ended.
 */
public final class OneWritablePrimary implements Invariant {
    private final Set<MemberName> byHand = new HashSet<>();
    private final Set<MemberName> grown = new HashSet<>();

    @Override
    public String id() {
        return "I1";
    }

    @Override
    public String title() {
        return "one-writable-primary";
    }

    @Override
    public void befalls(Truth truth, Fault fault) {
        if (fault instanceof Fault.ToHost work && work.change().mayMakeWritable()) {
            byHand.addAll(work.members());
        }
    }

    @Override
    public Optional<String> after(Truth truth) {
        if (!byHand.isEmpty()) {
            byHand.stream().filter(truth::acceptsWrites).forEach(grown::add);
            byHand.removeIf(member -> !truth.isRunning(member) && grown.remove(member));
        }
        List<MemberName> writable = new ArrayList<>(truth.writable());
        writable.removeAll(byHand);
        return writable.size() <= 1
                ? Optional.empty()
                : Optional.of(
                        writable.stream().map(MemberName::text).collect(Collectors.joining(" and "))
                                + " accept writes at once");
    }
}
