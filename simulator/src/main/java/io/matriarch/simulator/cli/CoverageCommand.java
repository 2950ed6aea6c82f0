package io.matriarch.simulator.cli;

import io.matriarch.simulator.coverage.Coverage;
import io.matriarch.simulator.coverage.CoverageDocument;
import io.matriarch.simulator.scenario.ScenarioError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of each rule which scenarios tell its story. */
@Command(
        name = "coverage",
        description = "Says of each rule which scenarios name it, as the text of docs/coverage.md.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = MatriarchSim.UNREADABLE,
        exitCodeOnExecutionException = MatriarchSim.UNREADABLE)
final class CoverageCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "scenarios",
            description = "A folder with scenario files in it (${DEFAULT-VALUE}).")
    private Path library;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it there instead of printing it.")
    private Optional<Path> out;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(library)) {
            spec.commandLine()
                    .getErr()
                    .println(library + " is not a folder: name one with scenarios");
            return MatriarchSim.UNREADABLE;
        }
        try {
            String text = CoverageDocument.text(Coverage.of(library));
            if (out.isPresent()) {
                Files.writeString(out.get(), text);
            } else {
                spec.commandLine().getOut().print(text);
                spec.commandLine().getOut().flush();
            }
            return 0;
        } catch (ScenarioError e) {
            spec.commandLine().getErr().println(library + ": " + e.getMessage());
            return MatriarchSim.UNREADABLE;
        }
    }
}
