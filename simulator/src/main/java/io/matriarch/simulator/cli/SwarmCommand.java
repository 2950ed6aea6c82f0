package io.matriarch.simulator.cli;

import io.matriarch.simulator.run.Failure;
import io.matriarch.simulator.swarm.Generator;
import io.matriarch.simulator.swarm.Swarm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs scenarios that are drawn from seeds, and tells of those that go wrong. */
@Command(
        name = "swarm",
        description = "Runs scenarios that are drawn from seeds.",
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
final class SwarmCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--seeds", defaultValue = "100", description = "How many (${DEFAULT-VALUE}).")
    private long seeds;

    @Option(names = "--from", defaultValue = "1", description = "The first (${DEFAULT-VALUE}).")
    private long from;

    @Option(
            names = "--minutes",
            defaultValue = "2",
            description = "How long misfortune goes on in each (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--threads", defaultValue = "1", description = "How many run at a time.")
    private int threads;

    @Option(names = "--twice", description = "Run each twice and compare.")
    private boolean twice;

    @Option(names = "--no-shrink", description = "Leave failing scenarios as they were drawn.")
    private boolean whole;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--failures",
            paramLabel = "DIR",
            defaultValue = "target/failures",
            description = "Where failing scenarios and traces go (${DEFAULT-VALUE}).")
    private Path failures;

    private final Set<Failure.Kind> kinds = new TreeSet<>();
    private final Map<String, Integer> broken = new TreeMap<>();
    private long done;
    private long violations;
    private long simulatedSeconds;
    private long faults;
    private long wallMillis;

    @Override
    public Integer call() {
        AtomicLong left = new AtomicLong(seeds);
        Generator generator = new Generator(Duration.ofMinutes(minutes));
        new Swarm(generator, twice)
                .run(from, threads, () -> left.getAndDecrement() > 0, this::tell);
        progress(true);
        spec.commandLine().getOut().println(json ? asJson() : asText());
        spec.commandLine().getOut().flush();
        return kinds.stream().findFirst().map(Failure.Kind::exitCode).orElse(0);
    }

    private void tell(Swarm.Outcome outcome) {
        done++;
        simulatedSeconds += outcome.result().simulated().toSeconds();
        faults += outcome.result().scenario().faults().size();
        wallMillis += outcome.result().wall().toMillis();
        if (!outcome.result().isGood()) {
            violations++;
            Failure failure = outcome.result().failures().getFirst();
            kinds.add(failure.kind());
            broken.merge(failure.id(), 1, Integer::sum);
            progress(true);
            String told = new SeedReport(failures, minutes, !whole).write(outcome);
            if (!json) {
                spec.commandLine().getOut().print(told);
                spec.commandLine().getOut().flush();
            }
        }
        progress(false);
    }

    /** One line that is written over and over, on a terminal only. */
    private void progress(boolean end) {
        if (!json && System.console() != null && System.console().isTerminal()) {
            String line = "%d of %d seeds, %d violations".formatted(done, seeds, violations);
            System.err.print("\r" + (end ? " ".repeat(line.length()) + "\r" : line));
            System.err.flush();
        }
    }

    private String asText() {
        return "%d seeds, %d violations %s, %d s simulated in %.1f s, %d faults"
                .formatted(done, violations, broken, simulatedSeconds, wallMillis / 1000.0, faults);
    }

    private String asJson() {
        String ids =
                broken.entrySet().stream()
                        .map(one -> "\"%s\": %d".formatted(one.getKey(), one.getValue()))
                        .collect(Collectors.joining(", "));
        return """
        {"seeds": %d, "from": %d, "violations": %d, "simulated_seconds": %d, "faults": %d, \
        "wall_seconds": %.1f, "by_invariant": {%s}}\
        """
                .formatted(
                        done, from, violations, simulatedSeconds, faults, wallMillis / 1000.0, ids);
    }
}
