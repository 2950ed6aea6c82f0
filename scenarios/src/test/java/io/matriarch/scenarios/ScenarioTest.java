package io.matriarch.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.matriarch.rule.DecisionTable;
import io.matriarch.scenarios.diagram.DeadEnds;
import io.matriarch.scenarios.diagram.Passages;
import io.matriarch.scenarios.diagram.StateDiagram;
import io.matriarch.simulator.run.ScenarioFile;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.value.RuleId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every scenario of the library in the simulator, once per variation. */
final class ScenarioTest {
    @TestFactory
    List<DynamicNode> everyScenarioGoesAsItSays() throws IOException {
        List<StoryRun> runs = Library.files().parallelStream().map(StoryRun::of).toList();
        Passages passages = new Passages();
        runs.forEach(run -> passages.add(run.passages()));
        List<DynamicNode> nodes = new ArrayList<>();
        for (StoryRun run : runs) {
            String name = Library.FOLDER.relativize(run.file().path()).toString();
            nodes.add(dynamicContainer(name, tests(run)));
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
                ScenarioFile.find(Library.FOLDER).stream()
                        .map(path -> path.getFileName().toString())
                        .sorted()
                        .toList();
        assertFalse(names.isEmpty(), "no scenario below " + Library.FOLDER);
        assertEquals(List.copyOf(new TreeSet<>(names)), names);
    }

    private static List<DynamicNode> tests(StoryRun run) {
        Scenario scenario = run.file().scenario();
        List<DynamicNode> tests = new ArrayList<>();
        tests.add(dynamicTest("prints as it reads", () -> assertPrints(scenario)));
        run.failures()
                .forEach((name, failures) ->
                        tests.add(dynamicTest(name, () -> assertEquals("", failures))));
        tests.add(dynamicTest("its rules decided", () -> assertFired(scenario, run.fired())));
        return tests;
    }

    private static void assertPrints(Scenario scenario) {
        assertEquals(scenario, Scenario.parse(scenario.print()));
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
