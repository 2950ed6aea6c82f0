package io.matriarch.simulator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The simulator's command line. */
@Command(
        name = "matriarch-sim",
        description = "Runs scenarios in a simulated world, in virtual time.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = MatriarchSim.UNREADABLE,
        exitCodeOnExecutionException = MatriarchSim.UNREADABLE,
        subcommands = {
            RunCommand.class,
            TraceCommand.class,
            CoverageCommand.class,
            BenchCommand.class,
            SwarmCommand.class,
            SeedCommand.class,
            ShrinkCommand.class,
            SometimesCommand.class
        })
public final class MatriarchSim {
    /** The exit code when an argument or a scenario cannot be read. */
    static final int UNREADABLE = 1;

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The program, ready to be executed. */
    static CommandLine commandLine() {
        return new CommandLine(new MatriarchSim());
    }
}
