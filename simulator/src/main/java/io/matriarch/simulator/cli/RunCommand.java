package io.matriarch.simulator.cli;

import io.matriarch.simulator.run.Failure;
import io.matriarch.simulator.run.Report;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.run.ResultJson;
import io.matriarch.simulator.run.ScenarioFile;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.ScenarioError;
import io.matriarch.simulator.scenario.Variation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs scenario files and prints one line for each variation. */
@Command(
        name = "run",
        description = "Runs scenario files, each variation twice.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = MatriarchSim.UNREADABLE,
        exitCodeOnExecutionException = MatriarchSim.UNREADABLE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every scenario went as expected",
            "1:an argument or a scenario could not be read",
            "2:a contract was broken",
            "3:an invariant was broken",
            "4:an expectation was not met",
            "5:two runs of one scenario differed"
        })
final class RunCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE|DIR",
            arity = "1..*",
            description = "A scenario file, or a folder with scenario files in it.")
    private List<Path> places;

    @Option(
            names = "--trace",
            description = "Print each decision that changed something: time, who, rule, orders.")
    private boolean trace;

    @Option(names = "--rules", description = "Print how often each rule decided.")
    private boolean rules;

    @Option(names = "--json", description = "Print one JSON object instead of lines.")
    private boolean json;

    @Option(
            names = "--failures",
            paramLabel = "DIR",
            defaultValue = "target/failures",
            description = "Where traces of failed runs go (${DEFAULT-VALUE}).")
    private Path failures;

    private final Set<Failure.Kind> kinds = new TreeSet<>();
    private int good;
    private int bad;

    @Override
    public Integer call() throws IOException {
        List<ScenarioFile> files = new ArrayList<>();
        for (Path place : places) {
            for (Path path : ScenarioFile.find(place)) {
                try {
                    files.add(ScenarioFile.read(path));
                } catch (ScenarioError e) {
                    spec.commandLine().getErr().println(path + ": " + e.getMessage());
                    return MatriarchSim.UNREADABLE;
                }
            }
        }
        ResultJson collected = new ResultJson();
        for (ScenarioFile file : files) {
            for (Variation variation : file.scenario().variations()) {
                Result result = ScenarioRunner.runTwice(file.scenario(), variation);
                count(result);
                if (json) {
                    collected.add(file.path(), result);
                } else {
                    show(file, result);
                }
            }
        }
        out().println(json ? collected.text() : "%d ok, %d failed".formatted(good, bad));
        out().flush();
        return kinds.stream().findFirst().map(Failure.Kind::exitCode).orElse(0);
    }

    private void count(Result result) {
        good += result.isGood() ? 1 : 0;
        bad += result.isGood() ? 0 : 1;
        result.failures().forEach(failure -> kinds.add(failure.kind()));
    }

    private void show(ScenarioFile file, Result result) {
        out().printf(
                        "%-6s  %-44s %6d s in %5d ms  %6d steps%n",
                        result.isGood() ? "ok" : "FAILED",
                        result.name(),
                        result.simulated().toSeconds(),
                        result.wall().toMillis(),
                        result.steps());
        if (trace) {
            result.trace().forEach(out()::println);
        }
        if (rules) {
            out().println("        " + counts(result));
        }
        Report report = new Report(file.path(), failures);
        for (Failure failure : result.failures()) {
            out().print(report.text(result, failure));
        }
        if (!result.isGood()) {
            report.writeTrace(result);
        }
        out().flush();
    }

    private static String counts(Result result) {
        return result.fired().entrySet().stream()
                .map((Map.Entry<?, Integer> one) -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining("  "));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
