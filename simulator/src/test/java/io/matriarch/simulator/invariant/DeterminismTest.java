package io.matriarch.simulator.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.truth.FakeTruth;
import io.matriarch.simulator.world.SimJournal;
import io.matriarch.value.MemberName;
import io.matriarch.value.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A true journal passes; one that was tampered with is noticed. */
final class DeterminismTest {
    private static final MemberName N1 = FakeTruth.N1;

    private final List<SimJournal.Run> runs = journal();

    @Test
    void aTrueJournalReplays() {
        assertEquals(Optional.empty(), Determinism.replay(N1, runs));
    }

    @Test
    void anotherRuleIsNoticed() {
        SimJournal.Entry last = last();
        String breach =
                tampered(
                        new SimJournal.Entry(
                                last.event(),
                                List.of(new RuleId("Q99-never-heard-of")),
                                last.digest()));
        assertTrue(breach.contains("the journal says [Q99-never-heard-of], the machine "), breach);
    }

    @Test
    void anotherDigestIsNoticed() {
        SimJournal.Entry last = last();
        String breach =
                tampered(new SimJournal.Entry(last.event(), last.rules(), last.digest() + 1));
        assertTrue(breach.endsWith("same rules, another state or other actions"), breach);
    }

    @Test
    void twoRunsThatDifferAreNoticed() {
        assertEquals(Optional.empty(), Determinism.compare(Map.of(N1, 1L), Map.of(N1, 1L)));
        assertEquals(
                Optional.of("two runs of the same scenario differ on n1"),
                Determinism.compare(Map.of(N1, 1L), Map.of(N1, 2L)));
    }

    private String tampered(SimJournal.Entry instead) {
        List<SimJournal.Entry> entries = new ArrayList<>(runs.getLast().entries());
        entries.set(entries.size() - 1, instead);
        return Determinism.replay(
                        N1, List.of(new SimJournal.Run(runs.getLast().initial(), entries)))
                .orElseThrow();
    }

    private SimJournal.Entry last() {
        return runs.getLast().entries().getLast();
    }

    private static List<SimJournal.Run> journal() {
        Scenario scenario =
                Scenario.parse(
                        """
                        scenario  calm
                        story     Nothing happens.
                        members   n1 primary
                                  n2 standby
                        until     30s
                        """);
        Result result = ScenarioRunner.run(scenario, scenario.variations().getFirst());
        return result.journals().get(N1);
    }
}
