package io.matriarch.simulator.cli;

import io.matriarch.simulator.run.Speed;
import io.matriarch.simulator.scenario.Scenario;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells how fast the simulator is on this machine. */
@Command(
        name = "bench",
        description = "Tells how fast a steady cluster and one under faults are simulated.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = MatriarchSim.UNREADABLE,
        exitCodeOnExecutionException = MatriarchSim.UNREADABLE)
final class BenchCommand implements Callable<Integer> {
    private static final int LONGEST = 60;

    private static final String STEADY =
            """
            scenario  bench
            story     A healthy cluster runs and clients write.
            members   n1 primary
                      n2 standby
                      n3 standby
            clients   writer A 5/s to the primary
            until     1h
            """;

    private static final String FAULTS =
            """
            at  1min    crash postgres n1
            at  4min    kill agent n1
            at  5min    start agent n1
            at  8min    crash host n1
            at  10min   start host n1
            at  14min   cut n2 from zookeeper
            at  16min   heal n2
            at  20min   crash host n3
            at  22min   start host n3
            at  26min   freeze agent n2
            at  28min   thaw agent n2
            at  32min   crash host n2
            at  34min   start host n2
            at  40min   cut n1 from zookeeper
            at  42min   heal n1
            at  50min   kill agent n3
            at  51min   start agent n3
            """;

    private static final String CALM = "expect    by 0s  n1 primary\n";

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object instead of text.")
    private boolean json;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            description = "How often each story is played after a warm-up (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "60",
            description = "How much of each story is simulated, 1 to 60 (${DEFAULT-VALUE}).")
    private int minutes;

    @Override
    public Integer call() {
        require("--rounds", rounds, Integer.MAX_VALUE);
        require("--minutes", minutes, LONGEST);
        Speed steady = median(Scenario.parse(STEADY + CALM));
        Speed faults = median(Scenario.parse(STEADY + FAULTS + CALM));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.printf("{%s, \"under_faults\": {%s}}%n", fields(steady), fields(faults));
        } else {
            out.println(line("steady", steady));
            out.println(line("under faults", faults));
        }
        out.flush();
        return 0;
    }

    private void require(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + ": '" + value + "': expected a number from 1 to " + most);
        }
    }

    /** The median of all rounds, by how long they took; the first is the warm-up. */
    private Speed median(Scenario story) {
        List<Speed> played = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            Speed speed = Speed.of(story, Duration.ofMinutes(minutes));
            if (round > 0) {
                played.add(speed);
            }
        }
        played.sort(Comparator.comparing(Speed::wall));
        return played.get(played.size() / 2);
    }

    private static String line(String name, Speed speed) {
        return String.format(
                Locale.ROOT,
                "%-13s %,12.0f events/s  %,9.0f times real time  (%d events in %d ms)",
                name,
                speed.eventsPerSecond(),
                speed.timesRealTime(),
                speed.events(),
                speed.wall().toMillis());
    }

    private static String fields(Speed speed) {
        return String.format(
                Locale.ROOT,
                "\"events_per_second\": %.0f, \"times_real_time\": %.0f",
                speed.eventsPerSecond(),
                speed.timesRealTime());
    }
}
