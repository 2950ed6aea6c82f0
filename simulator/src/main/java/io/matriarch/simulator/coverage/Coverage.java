package io.matriarch.simulator.coverage;

import io.matriarch.simulator.run.ScenarioFile;
import io.matriarch.value.RuleId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The scenarios that name each rule in their header.
 *
 * @param scenarios how many scenarios there are
 * @param byRule their paths below the library, without the ending, for each rule that one names
 */
public record Coverage(int scenarios, SortedMap<RuleId, List<String>> byRule) {
    private static final String ENDING = ".scenario";

    public Coverage {
        byRule = Collections.unmodifiableSortedMap(new TreeMap<>(byRule));
    }

    /**
     * Reads every scenario in that folder.
     *
     * @throws io.matriarch.simulator.scenario.ScenarioError when one cannot be read
     */
    public static Coverage of(Path library) throws IOException {
        SortedMap<RuleId, List<String>> byRule = new TreeMap<>();
        List<Path> files = ScenarioFile.find(library);
        for (Path path : files) {
            String name = library.relativize(path).toString().replace(ENDING, "");
            for (RuleId rule : ScenarioFile.read(path).scenario().rules()) {
                byRule.computeIfAbsent(rule, _ -> new ArrayList<>()).add(name);
            }
        }
        return new Coverage(files.size(), byRule);
    }

    /** The scenarios that name this rule. */
    public List<String> named(RuleId rule) {
        return byRule.getOrDefault(rule, List.of());
    }
}
