package io.matriarch.scenarios;

import io.matriarch.scenarios.diagram.Passages;
import io.matriarch.simulator.run.Report;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.run.ScenarioFile;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.Variation;
import io.matriarch.value.RuleId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What became of one scenario in all its variations.
 *
 * @param file where it stands
 * @param failures by the variation's name; empty text for one that went as it says
 * @param fired the rules that decided in any of them
 * @param passages the ways that members took in the first: the diagram shows one run of each story
 */
record StoryRun(
        ScenarioFile file,
        SequencedMap<String, String> failures,
        SortedSet<RuleId> fired,
        Passages passages) {
    private static final Path TRACES = Library.FOLDER.resolve("target/failures");

    /** Runs it, each variation twice. */
    static StoryRun of(ScenarioFile file) {
        SequencedMap<String, String> failures = new LinkedHashMap<>();
        SortedSet<RuleId> fired = new TreeSet<>();
        Passages passages = new Passages();
        for (Variation variation : file.scenario().variations()) {
            Result result = ScenarioRunner.runTwice(file.scenario(), variation);
            if (failures.isEmpty()) {
                passages.add(result);
            }
            String name = variation.text().isEmpty() ? "runs" : variation.text();
            failures.put(name, failures(file, result));
            fired.addAll(result.fired().keySet());
        }
        return new StoryRun(file, failures, fired, passages);
    }

    private static String failures(ScenarioFile file, Result result) {
        Report report = new Report(Library.FOLDER.getParent().relativize(file.path()), TRACES);
        if (!result.isGood()) {
            report.writeTrace(result);
        }
        return result.failures().stream()
                .map(failure -> report.text(result, failure))
                .collect(Collectors.joining());
    }
}
