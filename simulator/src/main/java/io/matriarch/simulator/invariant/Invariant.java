package io.matriarch.simulator.invariant;

import io.matriarch.machine.Step;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Optional;

/**
 * Something that must hold all the time. Told of everything in order; answers with a sentence when
 * it finds itself broken. One object watches one run.
 */
public interface Invariant {
    /** Such as {@code I1}. */
    String id();

    /** A few words with hyphens. */
    String title();

    /** After each event of the world. */
    default Optional<String> after(Truth truth) {
        return Optional.empty();
    }

    /** A member took in an event. */
    default Optional<String> stepped(Truth truth, MemberName member, Step step) {
        return Optional.empty();
    }

    /** An operation was begun for true, its permit having held. */
    default Optional<String> begun(Truth truth, Begun operation) {
        return Optional.empty();
    }

    /** Whether what it waits for has come and has lasted: nothing more is to be learned. */
    default boolean isFulfilled() {
        return false;
    }

    /** A fault is about to befall the world. */
    default void befalls(Truth truth, Fault fault) {}

    /**
     * A fresh set for one run.
     *
     * @param guarded whether the members have a guard
     * @param synchronous whether the settings ask for synchronous mode
     */
    static List<Invariant> all(boolean guarded, boolean synchronous) {
        return List.of(
                guarded || !synchronous ? new OneWritablePrimary() : new OneAcknowledgingPrimary(),
                new GrowingEpochsAndTimelines(),
                new OneWriterPerTenure(),
                new NoSynchronousLoss(),
                new PromotedFromTheSet(),
                new EligiblePromotion(),
                new NoPromotionInMaintenance(),
                new NoDivergedRejoin(),
                new LivenessAfterRepair(),
                new NoNeedlessDisruption(),
                new BoundedWork(),
                new NobodyWritesInStandbyCluster(),
                new VotesWithdraw());
    }
}
