package io.matriarch.simulator.run;

import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.Variation;
import io.matriarch.simulator.world.SimJournal;
import io.matriarch.value.MemberName;
import io.matriarch.value.RuleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What came of one run of one variation.
 *
 * @param scenario the whole scenario
 * @param variation which of its variations
 * @param failures what went wrong; empty when all is well
 * @param fired how often each rule decided
 * @param trace one line per decision that changed something
 * @param steps how many events the agents took in
 * @param simulated how much of the story was played
 * @param wall how long the run took
 * @param journals each member's journal
 * @param digests one digest of each member's journal
 */
public record Result(
        Scenario scenario,
        Variation variation,
        List<Failure> failures,
        SortedMap<RuleId, Integer> fired,
        List<String> trace,
        long steps,
        Duration simulated,
        Duration wall,
        Map<MemberName, List<SimJournal.Run>> journals,
        Map<MemberName, Long> digests) {
    public Result {
        failures = List.copyOf(failures);
        trace = List.copyOf(trace);
    }

    public boolean isGood() {
        return failures.isEmpty();
    }

    /** {@code name} or {@code name [ttl=20s]}. */
    public String name() {
        return variation.text().isEmpty()
                ? scenario.name()
                : scenario.name() + " [" + variation.text() + "]";
    }

    /** The same with further failures. */
    Result with(List<Failure> more) {
        List<Failure> all = new ArrayList<>(failures);
        all.addAll(more);
        return new Result(
                scenario, variation, all, fired, trace, steps, simulated, wall, journals, digests);
    }
}
