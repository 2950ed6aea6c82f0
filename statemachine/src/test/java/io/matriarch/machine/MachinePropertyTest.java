package io.matriarch.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.rule.DecisionTable;
import io.matriarch.state.NodeState;
import io.matriarch.testing.samples.SplitMix;
import io.matriarch.value.Digest;
import io.matriarch.value.RuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Any legal answer in any order: the laws hold after every step. */
class MachinePropertyTest {
    private static final int EVENTS = 2000;

    /** Where a story gets when its world is sane for long enough. */
    private static final Set<String> MILESTONES =
            Set.of(
                    "B20-initdb",
                    "B32-lead-the-newborn",
                    "F10-lease-over",
                    "F20-lease-ending",
                    "J10-copy",
                    "L12-leaving-release",
                    "O10-handover-stop",
                    "P10-steady-primary",
                    "P20-promote",
                    "P30-restart-primary",
                    "R20-rewind",
                    "S10-following",
                    "S20-lock-free-best");

    /** Second lines of defence: no event of a lawful world leads there. */
    private static final Set<String> NEVER = Set.of("F42-taking-without-lock");

    @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
    void everyLawHoldsWhateverTheWorldDoes(@ForAll("stories") List<Long> numbers) {
        new ChaosRun(_ -> {}).play(numbers);
    }

    @Tag("long")
    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    void everyLawHoldsWhateverTheWorldDoesForLong(@ForAll("stories") List<Long> numbers) {
        new ChaosRun(_ -> {}).play(numbers);
    }

    @Provide
    Arbitrary<List<Long>> stories() {
        return Arbitraries.randomValue(Random::nextLong)
                .list()
                .ofMinSize(EVENTS / 2)
                .ofMaxSize(EVENTS);
    }

    /** Which story gets there is chance: the first that does ends it. */
    @Example
    void theChaosGoesDeepEnoughToLeadAndToLose() {
        Set<String> missed = new TreeSet<>(MILESTONES);
        for (long seed = 1; seed <= 8 && !missed.isEmpty(); seed++) {
            ChaosRun run = new ChaosRun(_ -> {});
            run.play(numbers(seed, 50_000));
            run.fired().forEach(rule -> missed.remove(rule.text()));
        }
        assertEquals(Set.of(), missed);
    }

    @Tag("long")
    @Example
    void theChaosVisitsEveryRuleThatCanDecide() {
        ChaosRun run = new ChaosRun(_ -> {});
        run.play(numbers(1, 600_000));
        Set<RuleId> missed = new TreeSet<>(DecisionTable.rules().keySet());
        missed.removeAll(run.fired());
        missed.removeIf(rule -> NEVER.contains(rule.text()));
        assertEquals(Set.of(), missed);
    }

    @Example
    void statesHaveEqualDigestsExactlyWhenTheyAreEqual() {
        Map<Long, NodeState> states = new HashMap<>();
        Map<NodeState, Long> digests = new HashMap<>();
        new ChaosRun(state -> compare(state, states, digests)).play(numbers(2, 20_000));
    }

    private static void compare(
            NodeState state, Map<Long, NodeState> states, Map<NodeState, Long> digests) {
        long digest = Digest.of(state);
        assertEquals(state, states.getOrDefault(digest, state));
        assertEquals(digest, digests.getOrDefault(state, digest));
        states.put(digest, state);
        digests.put(state, digest);
    }

    private static Iterable<Long> numbers(long seed, int count) {
        SplitMix stream = new SplitMix(seed);
        return LongStream.generate(stream::next).limit(count).boxed()::iterator;
    }
}
