package io.matriarch.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.rule.DecisionTable;
import io.matriarch.simulator.run.ScenarioFile;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.value.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Takes each rule away in turn: an expectation or an invariant must bark. It is the evidence that
 * the scenarios judge what their headers say they explain. Which scenario barked at what is written
 * to {@code target/guard-dog.txt}.
 *
 * <p>Tagged long: for each rule the scenarios that name it run again until one barks.
 */
@Tag("long")
final class GuardDogTest {
    private static final Path REPORT = Path.of("target/guard-dog.txt");

    @Test
    void eachRuleIsMissedByAScenarioThatNamesItOrListedWithAReason() throws IOException {
        SortedMap<RuleId, List<ScenarioFile>> named = Library.byRule();
        List<RuleId> rules =
                named.keySet().stream()
                        .filter(DecisionTable.rules()::containsKey)
                        .filter(rule -> !GuardDog.isSilent(rule))
                        .toList();
        Map<RuleId, String> barks = barks(rules, named);
        TreeSet<RuleId> unmissed = new TreeSet<>(named.keySet());
        unmissed.removeAll(barks.keySet());
        report(barks);
        assertEquals(
                RuleList.read(RuleList.UNMISSED).reasons().keySet(),
                unmissed,
                "a rule that is missing in the list: let a scenario that names it expect what it"
                        + " does, or say in "
                        + RuleList.UNMISSED
                        + " why it stays; one that is there in vain: take it out");
    }

    @Test
    void whatIsListedAsUnmissedIsMissedByNoScenarioAtAll() throws IOException {
        List<RuleId> rules =
                RuleList.read(RuleList.UNMISSED).reasons().keySet().stream()
                        .filter(rule -> !GuardDog.isSilent(rule))
                        .toList();
        // Where a rule does not decide, nothing changes without it.
        SortedMap<RuleId, List<ScenarioFile>> deciding = new TreeMap<>();
        rules.forEach(rule -> deciding.put(rule, new ArrayList<>()));
        for (ScenarioFile file : Library.files()) {
            fired(file).filter(deciding::containsKey).forEach(rule -> deciding.get(rule).add(file));
        }
        assertEquals(Map.of(), barks(rules, deciding), "name the rule in the scenario that barks");
    }

    private static Stream<RuleId> fired(ScenarioFile file) {
        return file.scenario().variations().stream()
                .flatMap(one -> ScenarioRunner.run(file.scenario(), one).fired().keySet().stream())
                .distinct();
    }

    private static Map<RuleId, String> barks(
            List<RuleId> rules, SortedMap<RuleId, List<ScenarioFile>> files) {
        Map<RuleId, String> barks = new ConcurrentSkipListMap<>();
        rules.parallelStream()
                .forEach(rule -> {
                    Optional<String> bark = GuardDog.bark(rule, files.get(rule));
                    bark.ifPresent(text -> barks.put(rule, text));
                });
        return barks;
    }

    private static void report(Map<RuleId, String> barks) throws IOException {
        List<String> lines = new ArrayList<>();
        int all = DecisionTable.rules().size();
        lines.add(barks.size() + " of " + all + " rules are missed when they are taken away:");
        barks.forEach((rule, bark) -> lines.add(rule + "  " + bark));
        Files.createDirectories(REPORT.getParent());
        Files.write(REPORT, lines);
    }
}
