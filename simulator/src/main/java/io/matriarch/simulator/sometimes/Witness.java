package io.matriarch.simulator.sometimes;

import io.matriarch.event.Event;
import io.matriarch.machine.Step;
import io.matriarch.simulator.run.Spectator;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.simulator.truth.WorldTruth;
import io.matriarch.simulator.world.World;
import io.matriarch.state.NodeState;
import io.matriarch.value.MemberName;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Watches one run and says which coincidences came about in it. */
public final class Witness implements Spectator {
    private final Map<MemberName, NodeState> known = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private Optional<Truth> truth = Optional.empty();

    @Override
    public void begins(World world) {
        truth = Optional.of(new WorldTruth(world));
    }

    @Override
    public void onStep(MemberName member, Event event, Step step) {
        NodeState before = known.put(member, step.next());
        if (before == null || truth.isEmpty()) {
            return;
        }
        Glance glance = new Glance(truth.get(), member, before, event, step);
        for (Coincidence.OfStep one : StepCoincidences.ALL) {
            if (!met.contains(one.what()) && one.met().test(glance)) {
                met.add(one.what());
            }
        }
    }

    @Override
    public void befalls(Fault fault) {
        if (truth.isEmpty()) {
            return;
        }
        Blow blow = new Blow(truth.get(), known, fault);
        for (Coincidence.OfBlow one : BlowCoincidences.ALL) {
            if (one.met().test(blow)) {
                met.add(one.what());
            }
        }
    }

    /** What came about. */
    public Set<String> met() {
        return Collections.unmodifiableSet(met);
    }
}
