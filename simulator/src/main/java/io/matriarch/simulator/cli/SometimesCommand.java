package io.matriarch.simulator.cli;

import io.matriarch.simulator.sometimes.Coincidences;
import io.matriarch.simulator.sometimes.Sightings;
import io.matriarch.simulator.swarm.Generator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says which rare coincidences seeds meet. */
@Command(
        name = "sometimes",
        description = {
            "Runs seeds until each rare coincidence was met, and says which seed met it first,",
            "as the text of docs/coincidences.md."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = MatriarchSim.UNREADABLE,
        exitCodeOnExecutionException = MatriarchSim.UNREADABLE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:each was met", "1:an argument could not be read", "4:some were not met"})
final class SometimesCommand implements Callable<Integer> {
    private static final int NOT_MET = 4;

    @Spec private CommandSpec spec;

    @Option(
            names = "--seeds",
            defaultValue = "20000",
            description = "How many at most (${DEFAULT-VALUE}).")
    private long seeds;

    @Option(names = "--from", defaultValue = "1", description = "The first (${DEFAULT-VALUE}).")
    private long from;

    @Override
    public Integer call() {
        Sightings sightings = Sightings.untilAllAreMet(Generator.USUAL, from, seeds);
        spec.commandLine().getOut().print(sightings.text());
        spec.commandLine().getOut().flush();
        return sightings.met().keySet().containsAll(Coincidences.all()) ? 0 : NOT_MET;
    }
}
