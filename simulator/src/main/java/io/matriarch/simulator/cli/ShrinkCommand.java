package io.matriarch.simulator.cli;

import io.matriarch.simulator.run.Failure;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.run.ScenarioFile;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.ScenarioError;
import io.matriarch.simulator.swarm.Generator;
import io.matriarch.simulator.swarm.Shrinker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a failing scenario as small as it goes while the same thing fails, and prints it. */
@Command(
        name = "shrink",
        description = "Prints the smallest part of a scenario in which the same thing fails.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = MatriarchSim.UNREADABLE,
        exitCodeOnExecutionException = MatriarchSim.UNREADABLE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing went wrong",
            "1:an argument or a scenario could not be read",
            "2:a contract was broken",
            "3:an invariant was broken",
            "4:an expectation was not met",
            "5:two runs of one scenario differed"
        })
final class ShrinkCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE|SEED", description = "A scenario file, or a seed.")
    private String what;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Scenario scenario;
        try {
            scenario =
                    what.matches("[0-9]+")
                            ? Scenario.parse(Generator.USUAL.text(Long.parseLong(what)))
                            : ScenarioFile.read(Path.of(what)).scenario();
        } catch (ScenarioError e) {
            spec.commandLine().getErr().println(what + ": " + e.getMessage());
            return MatriarchSim.UNREADABLE;
        }
        Result result = ScenarioRunner.run(scenario, scenario.variations().getFirst());
        if (result.isGood()) {
            out.println("nothing fails in " + what);
            out.flush();
            return 0;
        }
        Failure failure = result.failures().getFirst();
        out.print(new Shrinker(failure.id()).shrink(scenario).print());
        out.println("# " + failure.id() + " " + failure.title() + ": " + failure.because());
        out.flush();
        return failure.kind().exitCode();
    }
}
