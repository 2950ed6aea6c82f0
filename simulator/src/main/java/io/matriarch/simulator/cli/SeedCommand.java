package io.matriarch.simulator.cli;

import io.matriarch.simulator.run.Failure;
import io.matriarch.simulator.swarm.Generator;
import io.matriarch.simulator.swarm.Swarm;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one seed twice, or prints the scenario that is drawn from it. */
@Command(
        name = "seed",
        description = "Runs the scenario that is drawn from a seed, twice.",
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
final class SeedCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "SEED", description = "A whole number.")
    private long seed;

    @Option(names = "--minutes", defaultValue = "2", description = "As it was drawn.")
    private int minutes;

    @Option(names = "--print", description = "Print the scenario and run nothing.")
    private boolean print;

    @Option(names = "--trace", description = "Print each decision that changed something.")
    private boolean trace;

    @Option(names = "--failures", paramLabel = "DIR", defaultValue = "target/failures")
    private Path failures;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Generator generator = new Generator(Duration.ofMinutes(minutes));
        if (print) {
            out.print(generator.text(seed));
            out.flush();
            return 0;
        }
        Swarm.Outcome outcome = new Swarm(generator, true).run(seed);
        if (trace) {
            outcome.result().trace().forEach(out::println);
        }
        if (outcome.result().isGood()) {
            out.printf("ok  seed %d, %d steps%n", seed, outcome.result().steps());
        } else {
            out.print(new SeedReport(failures, minutes, true).write(outcome));
        }
        out.flush();
        return outcome.result().failures().stream()
                .map(Failure::kind)
                .sorted()
                .findFirst()
                .map(Failure.Kind::exitCode)
                .orElse(0);
    }
}
