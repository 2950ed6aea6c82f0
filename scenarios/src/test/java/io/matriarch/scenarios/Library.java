package io.matriarch.scenarios;

import io.matriarch.simulator.run.ScenarioFile;
import io.matriarch.value.RuleId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every scenario of this module. */
final class Library {
    static final Path FOLDER = Path.of("").toAbsolutePath();

    private Library() {}

    static List<ScenarioFile> files() throws IOException {
        List<ScenarioFile> files = new ArrayList<>();
        for (Path path : ScenarioFile.find(FOLDER)) {
            files.add(ScenarioFile.read(path));
        }
        return files;
    }

    /** The scenarios that name each rule. */
    static SortedMap<RuleId, List<ScenarioFile>> byRule() throws IOException {
        SortedMap<RuleId, List<ScenarioFile>> byRule = new TreeMap<>();
        for (ScenarioFile file : files()) {
            for (RuleId rule : file.scenario().rules()) {
                byRule.computeIfAbsent(rule, _ -> new ArrayList<>()).add(file);
            }
        }
        return Collections.unmodifiableSortedMap(byRule);
    }
}
