package io.matriarch.simulator.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.matriarch.simulator.scenario.At;
import io.matriarch.simulator.scenario.Command;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.Setting;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GeneratorTest {
    private static final int SEEDS = 1000;

    @Test
    void theSameSeedGivesTheSameText() {
        assertEquals(Generator.USUAL.text(4711), Generator.USUAL.text(4711));
        assertNotEquals(Generator.USUAL.text(4711), Generator.USUAL.text(4712));
    }

    @Test
    void everyTextIsReadBackToTheSame() {
        for (Scenario scenario : drawn()) {
            assertEquals(scenario, Scenario.parse(scenario.print()), scenario.name());
        }
    }

    @Test
    void everyKindOfFaultIsDrawn() {
        Set<String> drawn = new TreeSet<>();
        for (Scenario scenario : drawn()) {
            scenario.faults().stream()
                    .map(At::fault)
                    .map(one -> one.getClass().getSimpleName())
                    .forEach(drawn::add);
        }
        assertEquals(names(Fault.class), drawn);
    }

    @Test
    void everySettingIsDrawn() {
        Set<Setting> drawn = EnumSet.noneOf(Setting.class);
        for (Scenario scenario : drawn()) {
            drawn.addAll(scenario.settings().given().keySet());
            for (At at : scenario.faults()) {
                if (at.fault() instanceof Command.Configure set) {
                    drawn.add(set.setting());
                }
            }
        }
        assertEquals(EnumSet.allOf(Setting.class), drawn);
    }

    private static List<Scenario> drawn() {
        List<Scenario> all = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            all.add(Scenario.parse(Generator.USUAL.text(seed)));
        }
        return all;
    }

    private static Set<String> names(Class<?> type) {
        Set<String> names = new TreeSet<>();
        Stream.of(type.getPermittedSubclasses())
                .forEach(one -> {
                    if (one.isSealed()) {
                        names.addAll(names(one));
                    } else {
                        names.add(one.getSimpleName());
                    }
                });
        return names;
    }
}
