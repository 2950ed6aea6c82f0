package io.matriarch.simulator.invariant;

import io.matriarch.simulator.truth.Truth;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * I1s: at any moment at most one PostgreSQL acknowledges commits. It stands in for I1 where the
 * members have no guard and the cluster is synchronous: a former primary may then accept writes
 * beside its successor, the one that became writable last, but what it acknowledges from that
 * moment on must be in the successor's log.
 */
public final class OneAcknowledgingPrimary implements Invariant {
    private final Map<MemberName, Moment> writableSince = new HashMap<>();

    @Override
    public String id() {
        return "I1s";
    }

    @Override
    public String title() {
        return "one-acknowledging-primary";
    }

    @Override
    public Optional<String> after(Truth truth) {
        List<MemberName> writable = truth.writable();
        writableSince.keySet().retainAll(writable);
        writable.forEach(member -> writableSince.putIfAbsent(member, truth.now()));
        if (writable.size() <= 1) {
            return Optional.empty();
        }
        MemberName last =
                writable.stream()
                        .max((one, other) ->
                                writableSince.get(one).compareTo(writableSince.get(other)))
                        .orElseThrow();
        return writable.stream()
                .filter(former -> !former.equals(last))
                .filter(former -> truth.forked(former, last, writableSince.get(last)) > 0)
                .findFirst()
                .map(former ->
                        former
                                + " has acknowledged what "
                                + last
                                + " lacks, which accepts writes since "
                                + writableSince.get(last));
    }
}
