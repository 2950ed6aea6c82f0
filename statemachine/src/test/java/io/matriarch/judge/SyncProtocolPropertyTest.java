package io.matriarch.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** R + W > N at every step: members come and go, lag and crash while the set changes. */
class SyncProtocolPropertyTest {
    private static final int EVENTS = 250;

    @Property(tries = 1500, shrinking = ShrinkingMode.BOUNDED)
    void whoeverMayLeadHasEveryAcknowledgedCommit(@ForAll("stories") List<Integer> numbers) {
        neverUnsafe(numbers);
    }

    @Tag("long")
    @Property(tries = 50_000, shrinking = ShrinkingMode.BOUNDED)
    void whoeverMayLeadHasEveryAcknowledgedCommitForLong(@ForAll("stories") List<Integer> numbers) {
        neverUnsafe(numbers);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED)
    void theSetComesToRestOnceNothingHappensAnyMore(@ForAll("stories") List<Integer> numbers) {
        SyncWorld world = neverUnsafe(numbers);
        world.calm();
        assertTrue(world.isAllAcknowledged(), world::toString);
        SyncStep.Kind kind = world.next().kind();
        boolean rests = kind == SyncStep.Kind.NONE || kind == SyncStep.Kind.WAIT;
        assertTrue(rests, () -> world.next() + " in " + world);
    }

    private static SyncWorld neverUnsafe(List<Integer> numbers) {
        SyncWorld world = new SyncWorld();
        for (int number : numbers) {
            world.happens(number);
            assertEquals(Optional.empty(), world.unsafePromotion());
        }
        return world;
    }

    @Provide
    Arbitrary<List<Integer>> stories() {
        return Arbitraries.integers().between(0, 1_000_000).list().ofSize(EVENTS);
    }
}
