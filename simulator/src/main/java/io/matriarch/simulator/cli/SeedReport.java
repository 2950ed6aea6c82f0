package io.matriarch.simulator.cli;

import io.matriarch.simulator.run.Failure;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.swarm.Shrinker;
import io.matriarch.simulator.swarm.Swarm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Tells of a seed that went wrong, in four lines, and leaves its scenario, made small, and the
 * trace of that.
 *
 * @param folder where they go
 * @param minutes as it was drawn
 * @param shrinks whether it is made small
 */
record SeedReport(Path folder, int minutes, boolean shrinks) {
    private static final int USUAL_MINUTES = 2;

    /** Writes both files and returns the lines. */
    String write(Swarm.Outcome outcome) {
        Failure failure = outcome.result().failures().getFirst();
        Scenario whole = outcome.result().scenario();
        Scenario small = shrinks ? new Shrinker(failure.id()).shrink(whole) : whole;
        Result again =
                small.equals(whole)
                        ? outcome.result()
                        : ScenarioRunner.run(small, small.variations().getFirst());
        Path scenario = folder.resolve(whole.name() + ".scenario");
        Path trace = folder.resolve(whole.name() + ".trace");
        try {
            Files.createDirectories(folder);
            Files.writeString(scenario, small.print());
            Files.writeString(
                    trace, again.trace().stream().collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return """
        %s %s   seed %d   at %ss   %s: %s
        replay   bin/matriarch-sim seed %d%s
        shrunk   %d of %d lines  ->  %s   (copy to scenarios/regressions/ with a story)
        trace    %s
        """
                .formatted(
                        failure.id(),
                        failure.title(),
                        outcome.seed(),
                        failure.at(),
                        failure.decision(),
                        failure.because(),
                        outcome.seed(),
                        minutes == USUAL_MINUTES ? "" : " --minutes " + minutes,
                        lines(small),
                        lines(whole),
                        scenario,
                        trace);
    }

    private static long lines(Scenario scenario) {
        return scenario.print().lines().filter(line -> !line.isBlank()).count();
    }
}
