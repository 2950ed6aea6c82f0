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
 * moment or a given time later, after what the decision ordered has left the member.
 */
final class Ambush implements WorldObserver {
    private record Trap(Once once, Runnable befall) {}

    private final World world;
    private final List<Trap> traps = new ArrayList<>();
    private boolean calledOff;

    Ambush(World world) {
        this.world = world;
    }

    void await(Once once, Runnable befall) {
        traps.add(new Trap(once, befall));
    }

    /** Whatever still lies in wait, or is to strike later, does so no more. */
    void callOff() {
        traps.clear();
        calledOff = true;
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
        sprung.forEach(trap -> world.at(world.now().plus(trap.once().later()), () -> strike(trap)));
    }

    private void strike(Trap trap) {
        if (!calledOff) {
            trap.befall().run();
        }
    }
}
