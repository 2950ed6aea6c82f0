package io.matriarch.simulator.run;

import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.ScenarioError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A scenario and the file that it is in.
 *
 * @param path the file
 * @param scenario its content
 */
public record ScenarioFile(Path path, Scenario scenario) {
    private static final String ENDING = ".scenario";

    /**
     * Reads a file.
     *
     * @throws ScenarioError when it cannot be read as a scenario, or is not called like its file
     */
    public static ScenarioFile read(Path path) throws IOException {
        Scenario scenario = Scenario.parse(Files.readString(path));
        if (!path.getFileName().toString().equals(scenario.name() + ENDING)) {
            throw new ScenarioError(
                    1, "scenario", scenario.name(), "give it the name of its file: " + path);
        }
        return new ScenarioFile(path, scenario);
    }

    /** Every scenario file there, in the order of their names; the file itself if it is one. */
    public static List<Path> find(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(path -> path.toString().endsWith(ENDING))
                    .filter(path -> !path.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }
}
