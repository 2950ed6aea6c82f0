package io.matriarch.simulator.run;

import io.matriarch.event.Event;
import io.matriarch.machine.Step;
import io.matriarch.simulator.scenario.Once;
import io.matriarch.simulator.world.World;
import io.matriarch.simulator.world.WorldObserver;
import io.matriarch.value.MemberName;
import java.util.ArrayList;
import java.util.List;

/**
 * Faults that lie in wait for a rule to decide on a member: each befalls the world once, at that
 * moment, after what the decision ordered has left the member.
 */
final class Ambush implements WorldObserver {
    private record Trap(Once once, Runnable befall) {}

    private final World world;
    private final List<Trap> traps = new ArrayList<>();

    Ambush(World world) {
        this.world = world;
    }

    void await(Once once, Runnable befall) {
        traps.add(new Trap(once, befall));
    }

    @Override
    public void onStep(MemberName member, Event event, Step step) {
        if (traps.isEmpty()) {
            return;
        }
        List<Trap> sprung =
                traps.stream()
                        .filter(trap -> trap.once().member().equals(member))
                        .filter(trap -> step.rules().contains(trap.once().rule()))
                        .toList();
        traps.removeAll(sprung);
        sprung.forEach(trap -> world.at(world.now(), trap.befall()));
    }
}
