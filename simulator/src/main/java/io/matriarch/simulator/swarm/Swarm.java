package io.matriarch.simulator.swarm;

import io.matriarch.rule.DecisionTable;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.Variation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs seeds.
 *
 * @param generator draws their scenarios
 * @param twice whether each is run twice and its journals replayed
 */
public record Swarm(Generator generator, boolean twice) {
    /** What came of one seed. */
    public record Outcome(long seed, Result result) {}

    /** Runs one seed, from the text that was drawn. */
    public Outcome run(long seed) {
        return new Outcome(seed, run(Scenario.parse(generator.text(seed))));
    }

    /** Runs a scenario that does not vary. */
    public Result run(Scenario scenario) {
        Variation only = scenario.variations().getFirst();
        return twice
                ? ScenarioRunner.runTwiceUntilItFails(scenario, only)
                : ScenarioRunner.runUntilItFails(scenario, only, DecisionTable.WHOLE);
    }

    /**
     * Runs seeds one after the other, several at a time.
     *
     * @param from the first seed
     * @param threads how many at a time
     * @param more asked before each whether there shall be another
     * @param tell told of each, one at a time, in no order
     */
    public void run(long from, int threads, BooleanSupplier more, Consumer<Outcome> tell) {
        AtomicLong next = new AtomicLong(from);
        Callable<Void> work =
                () -> {
                    while (more.getAsBoolean()) {
                        Outcome outcome = run(next.getAndIncrement());
                        synchronized (tell) {
                            tell.accept(outcome);
                        }
                    }
                    return null;
                };
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(work));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a seed could not be run", e.getCause());
        }
    }
}
