package io.matriarch.judge.slots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.matriarch.state.NodeState;
import io.matriarch.state.Slot;
import io.matriarch.state.SlotChange;
import io.matriarch.state.SlotPolicy;
import io.matriarch.state.SlotPolicy.Ignored;
import io.matriarch.state.SlotPolicy.Permanent;
import io.matriarch.state.SlotPolicy.Where;
import io.matriarch.state.SlotStatus;
import io.matriarch.state.Slots;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.chaos.ChaosSlots;
import io.matriarch.testing.samples.SplitMix;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for the slots of any member, whatever is there and whatever is wanted. */
class SlotPlanPropertyTest {
    @Property(tries = 3000)
    void afterThePlanIsCarriedOutThereIsNothingLeftToDo(@ForAll long seed) {
        NodeState state = any(new SplitMix(seed));
        if (SlotView.of(state).isPresent()) {
            NodeState done = SlotWorld.changed(state, SlotPlan.of(state).changes());
            assertEquals(List.of(), SlotPlan.of(done).changes());
        }
    }

    @Property(tries = 3000)
    void whatIsInUseOrIgnoredIsNeverChanged(@ForAll long seed) {
        NodeState state = any(new SplitMix(seed));
        List<String> changed = SlotPlan.of(state).changes().stream().map(SlotChange::slot).toList();
        for (Slot slot : state.slots().found().orElseThrow().slots()) {
            boolean ignored = slot.name().equals("extra");
            if (slot.active() || ignored) {
                assertFalse(changed.contains(slot.name()), slot + " in " + changed);
            }
        }
    }

    @Property(tries = 3000)
    void whatIsNeededIsNeverDroppedWithoutBeingMadeAgain(@ForAll long seed) {
        NodeState state = any(new SplitMix(seed));
        Optional<SlotView> view = SlotView.of(state);
        if (view.isEmpty()) {
            return;
        }
        NodeState done = SlotWorld.changed(state, SlotPlan.of(state).changes());
        List<String> left =
                done.slots().found().orElseThrow().slots().stream().map(Slot::name).toList();
        SlotNeeds.of(view.get())
                .needs()
                .forEach((name, need) ->
                        assertEquals(
                                true,
                                left.contains(name) || need.isLogical() && !view.get().leads(),
                                name + ": " + need));
    }

    private static NodeState any(SplitMix chance) {
        NodeState base = chance.oneIn(2) ? States.steadyPrimary() : States.steadyStandby();
        NodeState tagged = chance.oneIn(4) ? States.tagged(base, Facts.tags(true, 0, false)) : base;
        SlotStatus status = ChaosSlots.status(chance).orElse(SlotStatus.NONE);
        Map<String, Long> positions = new TreeMap<>();
        status.positions().forEach((name, position) -> positions.put(name, position.bytes()));
        NodeState told =
                SlotStates.says(tagged, positions, status.retained().toArray(String[]::new));
        Slots.Found found = ChaosSlots.found(chance, Facts.WRITTEN);
        NodeState known = told.with(told.slots().with(Optional.of(found)));
        return SlotStates.policy(known, policy(chance));
    }

    private static SlotPolicy policy(SplitMix chance) {
        TreeMap<String, Permanent> permanent = new TreeMap<>();
        for (String name : List.of("n3", "cdc", "backup")) {
            if (chance.oneIn(2)) {
                boolean logical = chance.oneIn(2);
                permanent.put(
                        name,
                        new Permanent(
                                logical,
                                logical ? "app" : "",
                                logical ? "pgoutput" : "",
                                chance.pick(List.of(Where.values()))));
            }
        }
        return new SlotPolicy(
                !chance.oneIn(8),
                Duration.ofSeconds(chance.oneIn(3) ? 0 : 1800),
                permanent,
                List.of(new Ignored("extra", "", "", "")));
    }
}
