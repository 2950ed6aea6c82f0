package io.matriarch.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.matriarch.rule.DecisionTable;
import io.matriarch.scenarios.diagram.DeadEnds;
import io.matriarch.scenarios.diagram.Passages;
import io.matriarch.scenarios.diagram.StateDiagram;
import io.matriarch.simulator.run.Report;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.run.ScenarioFile;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.Variation;
import io.matriarch.value.RuleId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scenario of the library in the simulator, once per variation. */
final class ScenarioTest {
    private static final Path LIBRARY = Path.of("").toAbsolutePath();
    private static final Path TRACES = LIBRARY.resolve("target/failures");

    @TestFactory
    List<DynamicNode> everyScenarioGoesAsItSays() throws IOException {
        List<DynamicNode> nodes = new ArrayList<>();
        Passages passages = new Passages();
        for (Path path : ScenarioFile.find(LIBRARY)) {
            String name = LIBRARY.relativize(path).toString();
            nodes.add(dynamicContainer(name, tests(ScenarioFile.read(path), passages)));
        }
        nodes.add(
                dynamicTest(
                        "docs/state-diagram.md shows the ways that members took",
                        () -> StateDiagram.assertDrawn(passages)));
        nodes.add(
                dynamicTest(
                        "no member is anywhere from where nothing leads back",
                        () -> DeadEnds.assertNone(passages)));
        return nodes;
    }

    @Test
    void theLibraryIsFoundAndNoNameIsTakenTwice() throws IOException {
        List<String> names =
                ScenarioFile.find(LIBRARY).stream()
                        .map(path -> path.getFileName().toString())
                        .sorted()
                        .toList();
        assertFalse(names.isEmpty(), "no scenario below " + LIBRARY);
        assertEquals(List.copyOf(new TreeSet<>(names)), names);
    }

    private static List<DynamicNode> tests(ScenarioFile file, Passages passages) {
        Scenario scenario = file.scenario();
        Set<RuleId> fired = new HashSet<>();
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(dynamicTest("prints as it reads", () -> assertPrints(scenario)));
        for (Variation variation : scenario.variations()) {
            String name = variation.text().isEmpty() ? "runs" : variation.text();
            tests.add(dynamicTest(name, () -> run(file, variation, fired, passages)));
        }
        tests.add(dynamicTest("its rules decided", () -> assertFired(scenario, fired)));
        return tests;
    }

    private static void assertPrints(Scenario scenario) {
        assertEquals(scenario, Scenario.parse(scenario.print()));
    }

    private static void run(
            ScenarioFile file, Variation variation, Set<RuleId> fired, Passages passages) {
        Result result = ScenarioRunner.runTwice(file.scenario(), variation);
        if (variation.equals(file.scenario().variations().getFirst())) {
            passages.add(result); // the diagram shows one run of each story
        }
        fired.addAll(result.fired().keySet());
        Report report = new Report(LIBRARY.getParent().relativize(file.path()), TRACES);
        if (!result.isGood()) {
            report.writeTrace(result);
        }
        assertEquals(
                "",
                result.failures().stream()
                        .map(failure -> report.text(result, failure))
                        .collect(Collectors.joining()));
    }

    private static void assertFired(Scenario scenario, Set<RuleId> fired) {
        assertEquals(
                List.of(),
                scenario.rules().stream()
                        .filter(rule -> !DecisionTable.rules().containsKey(rule))
                        .toList(),
                "rules that there are not");
        assertEquals(
                List.of(),
                scenario.rules().stream().filter(rule -> !fired.contains(rule)).toList(),
                "rules that never decided");
    }
}
