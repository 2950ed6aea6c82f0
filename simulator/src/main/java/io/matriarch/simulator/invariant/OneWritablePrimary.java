package io.matriarch.simulator.invariant;

import io.matriarch.simulator.truth.Truth;
import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** I1: at any moment at most one PostgreSQL accepts writes. */
public final class OneWritablePrimary implements Invariant {
    @Override
    public String id() {
        return "I1";
    }

    @Override
    public String title() {
        return "one-writable-primary";
    }

    @Override
    public Optional<String> after(Truth truth) {
        List<MemberName> writable = truth.writable();
        return writable.size() <= 1
                ? Optional.empty()
                : Optional.of(
                        writable.stream().map(MemberName::text).collect(Collectors.joining(" and "))
                                + " accept writes at once");
    }
}
