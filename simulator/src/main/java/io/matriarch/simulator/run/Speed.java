package io.matriarch.simulator.run;

import io.matriarch.event.Event;
import io.matriarch.machine.Step;
import io.matriarch.simulator.invariant.Invariant;
import io.matriarch.simulator.scenario.At;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.truth.WorldTruth;
import io.matriarch.simulator.world.World;
import io.matriarch.simulator.world.WorldObserver;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How fast a story is simulated: with its clients and invariants, but without expectations, and no
 * text is made of it.
 *
 * @param events what happened in the world, everywhere together
 * @param simulated how long the story was
 * @param wall how long its play took, without the making of the world
 */
public record Speed(long events, Duration simulated, Duration wall) {
    /** Events in one second of wall time. */
    public double eventsPerSecond() {
        return events / seconds(wall);
    }

    /** How many times faster than real time it went. */
    public double timesRealTime() {
        return seconds(simulated) / seconds(wall);
    }

    /**
     * Plays the story once, from its beginning.
     *
     * @param story its faults are all to have times, and its operations go unjudged
     * @param length how much of it is played
     * @throws IllegalStateException when an invariant does not hold
     */
    public static Speed of(Scenario story, Duration length) {
        World world = World.of(Cast.spec(story));
        Watch watch = new Watch(story, new WorldTruth(world));
        world.observe(watch);
        Misfortune misfortune = new Misfortune(world);
        for (At at : story.faults()) {
            world.at(
                    Moment.ZERO.plus(at.time()),
                    () -> {
                        watch.invariants.forEach(one -> one.befalls(watch.truth, at.fault()));
                        misfortune.befall(at.fault());
                    });
        }
        Cast.addClients(story, world);
        long begun = System.nanoTime();
        world.runUntil(Moment.ZERO.plus(length));
        return new Speed(watch.events, length, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    /** Counts events, and asks the invariants. */
    private static final class Watch implements WorldObserver {
        private final WorldTruth truth;
        private final List<Invariant> invariants;
        private long events;

        Watch(Scenario story, WorldTruth truth) {
            this.truth = truth;
            this.invariants =
                    Invariant.all(
                            story.settings().isGuarded(), story.settings().dynamic().sync().isOn());
        }

        @Override
        public void onStep(MemberName member, Event event, Step step) {
            for (Invariant one : invariants) {
                require(one, one.stepped(truth, member, step));
            }
        }

        @Override
        public void afterEvent(World world) {
            events++;
            for (Invariant one : invariants) {
                require(one, one.after(truth));
            }
        }

        private void require(Invariant invariant, Optional<String> breach) {
            if (breach.isPresent()) {
                throw new IllegalStateException(
                        invariant.id() + " at " + truth.now() + ": " + breach.get());
            }
        }
    }
}
