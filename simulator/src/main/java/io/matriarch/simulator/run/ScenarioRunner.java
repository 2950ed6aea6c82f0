package io.matriarch.simulator.run;

import io.matriarch.rule.DecisionTable;
import io.matriarch.simulator.invariant.Determinism;
import io.matriarch.simulator.scenario.At;
import io.matriarch.simulator.scenario.Repair;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.Variation;
import io.matriarch.simulator.truth.WorldTruth;
import io.matriarch.simulator.world.SimJournal;
import io.matriarch.simulator.world.SimMember;
import io.matriarch.simulator.world.World;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs one variation of a scenario in a simulated world. */
public final class ScenarioRunner {
    private ScenarioRunner() {}

    /**
     * How a scenario is run.
     *
     * @param table what the members decide by
     * @param briefly whether the run ends as soon as something goes wrong, or once nothing is left
     *     to be expected and a repair has led to what it must
     * @param digests whether the members' journals have digests
     */
    private record Manner(DecisionTable table, boolean briefly, boolean digests) {
        static final Manner WHOLE = new Manner(DecisionTable.WHOLE, false, true);
        static final Manner BRIEF = new Manner(DecisionTable.WHOLE, true, true);
    }

    /** Runs it once. */
    public static Result run(Scenario scenario, Variation variation) {
        return run(scenario, variation, Manner.WHOLE, Spectator.NOBODY);
    }

    /** Runs it once before somebody's eyes. */
    public static Result run(Scenario scenario, Variation variation, Spectator spectator) {
        return run(scenario, variation, Manner.WHOLE, spectator);
    }

    /**
     * Runs it with members that decide by another table, until something goes wrong, or nothing is
     * left to be expected and a repair has led to what it must. The journals have no digests.
     */
    public static Result runUntilItFails(
            Scenario scenario, Variation variation, DecisionTable table) {
        return run(scenario, variation, new Manner(table, true, false), Spectator.NOBODY);
    }

    /** The same before somebody's eyes, by the whole table. */
    public static Result runUntilItFails(
            Scenario scenario, Variation variation, Spectator spectator) {
        return run(scenario, variation, new Manner(DecisionTable.WHOLE, true, false), spectator);
    }

    /** Runs it twice, replays its journals, and adds what was not the same. */
    public static Result runTwice(Scenario scenario, Variation variation) {
        return runTwice(scenario, variation, Manner.WHOLE);
    }

    /** The same, each time only as far as {@link #runUntilItFails}. */
    public static Result runTwiceUntilItFails(Scenario scenario, Variation variation) {
        return runTwice(scenario, variation, Manner.BRIEF);
    }

    private static Result runTwice(Scenario scenario, Variation variation, Manner manner) {
        Result first = run(scenario, variation, manner, Spectator.NOBODY);
        Result second = run(scenario, variation, manner, Spectator.NOBODY);
        List<Failure> differences = new ArrayList<>();
        Determinism.compare(first.digests(), second.digests())
                .ifPresent(text -> differences.add(difference(first, text)));
        first.journals()
                .forEach((member, runs) ->
                        Determinism.replay(member, runs)
                                .ifPresent(text -> differences.add(difference(first, text))));
        return first.with(differences);
    }

    private static Result run(
            Scenario scenario, Variation variation, Manner manner, Spectator spectator) {
        long begun = System.nanoTime();
        Scenario one = scenario.in(variation);
        World world;
        try {
            world =
                    World.of(
                            Cast.spec(one).withTable(manner.table()).withDigests(manner.digests()));
        } catch (RuntimeException e) {
            return stillborn(scenario, variation, e);
        }
        WorldTruth truth = new WorldTruth(world);
        Recorder recorder = new Recorder(one, truth);
        world.observe(recorder);
        world.observe(spectator);
        spectator.begins(world);
        try {
            play(one, world, recorder, manner, spectator);
        } catch (RuntimeException e) {
            recorder.threw(e);
        }
        recorder.finish();
        Map<MemberName, List<SimJournal.Run>> journals = journals(world);
        Map<MemberName, Long> digests = new LinkedHashMap<>();
        journals.forEach((member, runs) -> digests.put(member, Determinism.digest(runs)));
        return new Result(
                scenario,
                variation,
                recorder.failures(),
                recorder.fired(),
                recorder.trace().lines(),
                recorder.steps(),
                world.now().since(Moment.ZERO),
                Duration.ofNanos(System.nanoTime() - begun),
                journals,
                digests);
    }

    private static void play(
            Scenario scenario, World world, Recorder recorder, Manner manner, Spectator spectator) {
        Misfortune misfortune = new Misfortune(world);
        Ambush ambush = new Ambush(world);
        world.observe(ambush);
        for (At at : scenario.faults()) {
            Runnable befall =
                    () -> {
                        if (at.fault() instanceof Repair) {
                            ambush.callOff();
                        }
                        recorder.befalls(at.fault());
                        spectator.befalls(at.fault());
                        misfortune.befall(at.fault());
                    };
            world.at(
                    Moment.ZERO.plus(at.time()),
                    () -> at.once().ifPresentOrElse(one -> ambush.await(one, befall), befall));
        }
        Cast.addClients(scenario, world);
        Moment end = Moment.ZERO.plus(scenario.until());
        SortedSet<Moment> stops = new TreeSet<>(recorder.moments());
        stops.add(end);
        for (Moment stop : stops) {
            boolean last = stop.equals(end);
            world.runUntil(
                    stop,
                    _ ->
                            manner.briefly()
                                    && (recorder.isBroken() || last && recorder.hasComeRight()));
            recorder.moment();
            if (manner.briefly() && recorder.hasFailed()) {
                return;
            }
        }
    }

    private static Result stillborn(Scenario scenario, Variation variation, RuntimeException e) {
        Failure failure =
                new Failure(
                        Failure.Kind.CONTRACT,
                        "contract",
                        "no-world",
                        Moment.ZERO,
                        "nothing was decided yet",
                        "the world was not made: " + Recorder.brief(e));
        return new Result(
                scenario,
                variation,
                List.of(failure),
                new TreeMap<>(),
                List.of(),
                0,
                Duration.ZERO,
                Duration.ZERO,
                Map.of(),
                Map.of());
    }

    private static Map<MemberName, List<SimJournal.Run>> journals(World world) {
        Map<MemberName, List<SimJournal.Run>> journals = new LinkedHashMap<>();
        for (SimMember member : world.members()) {
            journals.put(member.name(), member.journal().runs());
        }
        return journals;
    }

    private static Failure difference(Result result, String because) {
        return new Failure(
                Failure.Kind.NONDETERMINISM,
                Determinism.ID,
                Determinism.TITLE,
                Moment.ZERO.plus(result.simulated()),
                "the whole run",
                because);
    }
}
