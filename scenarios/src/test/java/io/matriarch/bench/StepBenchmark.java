package io.matriarch.bench;

import io.matriarch.event.Event;
import io.matriarch.machine.Machine;
import io.matriarch.machine.Step;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.run.ScenarioFile;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.world.SimJournal;
import io.matriarch.state.NodeState;
import io.matriarch.value.Digest;
import io.matriarch.value.MemberName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of a member of a steady cluster: the events are those of the scenario {@code
 * steady-hour}, taken from the member's journal after it has settled.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 10, time = 1)
public class StepBenchmark {
    private static final int SETTLED = 500;
    private static final int MANY = 1000;

    @Param({"n1", "n2"})
    public String member;

    private NodeState settled;
    private List<Event> events;
    private NodeState state;
    private int next;

    @Setup
    public void play() throws IOException {
        Path file =
                Path.of(System.getProperty("matriarch.root"))
                        .resolve("scenarios/steady/steady-hour.scenario");
        Scenario scenario = ScenarioFile.read(file).scenario();
        Result result = ScenarioRunner.run(scenario, scenario.variations().getFirst());
        SimJournal.Run run = result.journals().get(new MemberName(member)).getFirst();
        settled = run.initial();
        for (SimJournal.Entry entry : run.entries().subList(0, SETTLED)) {
            settled = Machine.step(settled, entry.event()).next();
        }
        events =
                run.entries().subList(SETTLED, SETTLED + MANY).stream()
                        .map(SimJournal.Entry::event)
                        .toList();
        state = settled;
        next = 0;
    }

    /** The decision alone. */
    @Benchmark
    public Step step() {
        return take();
    }

    /** The decision and the digest that the journal keeps of it. */
    @Benchmark
    public long stepWithDigest() {
        Step step = take();
        return Digest.of(step.next(), step.actions());
    }

    private Step take() {
        Step step = Machine.step(state, events.get(next));
        next++;
        boolean again = next == events.size();
        next = again ? 0 : next;
        state = again ? settled : step.next();
        return step;
    }
}
