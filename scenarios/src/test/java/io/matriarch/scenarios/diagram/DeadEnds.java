package io.matriarch.scenarios.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;

/** Phases from which no way that a member ever took leads back to service. */
public final class DeadEnds {
    private DeadEnds() {}

    /**
     * A member that is anywhere but gone can come to lead, and can come to follow: else it waits
     * for a goal that nothing leads to.
     */
    public static void assertNone(Passages passages) {
        Collection<Passage> ways = passages.taken().keySet();
        Set<Phase> lost = EnumSet.noneOf(Phase.class);
        for (Passage way : ways) {
            lost.add(way.from());
            lost.add(way.to());
        }
        lost.remove(Phase.GONE);
        lost.removeIf(
                phase -> reached(phase, ways).containsAll(Set.of(Phase.PRIMARY, Phase.STANDBY)));
        assertEquals("[]", lost.toString(), "no way back from there to primary and standby");
    }

    private static Set<Phase> reached(Phase from, Collection<Passage> ways) {
        Set<Phase> reached = EnumSet.of(from);
        Deque<Phase> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Phase phase = open.remove();
            for (Passage way : ways) {
                if (way.from() == phase && reached.add(way.to())) {
                    open.add(way.to());
                }
            }
        }
        return reached;
    }
}
