package io.matriarch.scenarios.planted;

import io.matriarch.simulator.run.Failure;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.swarm.Generator;
import io.matriarch.simulator.swarm.Shrinker;
import io.matriarch.simulator.swarm.Swarm;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs seeds until something goes wrong. It is made once more for each bug, from classes that have
 * the bug, so it takes and gives only what those have in common with ours.
 */
public final class Hunt implements Function<String, String> {
    /**
     * Runs them.
     *
     * @param order the first seed, how many at most, and whether to shrink what is found: {@code "1
     *     500 true"}
     * @return the seed, the invariant and, when shrunk, how many lines begin with {@code at}; empty
     *     when nothing goes wrong
     */
    @Override
    public String apply(String order) {
        String[] words = order.split(" ");
        long from = Long.parseLong(words[0]);
        long most = Long.parseLong(words[1]);
        Swarm swarm = new Swarm(Generator.USUAL, false);
        for (long seed = from; seed < from + most; seed++) {
            Result result = swarm.run(seed).result();
            Optional<Failure> failure = result.failures().stream().findFirst();
            if (failure.isPresent()) {
                return seed
                        + " "
                        + failure.get().id()
                        + (Boolean.parseBoolean(words[2])
                                ? " " + lines(result.scenario(), failure.get())
                                : "");
            }
        }
        return "";
    }

    private static int lines(Scenario scenario, Failure failure) {
        return new Shrinker(failure.id()).shrink(scenario).faults().size();
    }
}
