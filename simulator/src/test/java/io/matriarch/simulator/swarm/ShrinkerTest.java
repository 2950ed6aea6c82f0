package io.matriarch.simulator.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.rule.DecisionTable;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.value.MemberName;
import io.matriarch.value.RuleId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShrinkerTest {
    private static final String LONG =
            """
            scenario  long
            story     Much befalls a cluster, and one thing of it is fatal.
            members   n1 primary
                      n2 standby clonefrom
                      n3 standby
                      n4 standby noloadbalance
            settings  ttl 20s, loop_wait 5s, maximum_lag_on_failover 16MB
            clients   writer A 20/s to the primary
                      writer B 5/s pinned to n3
            until     200s
            at   7s   stall reads of n3
            at   9.5s cut n2 from n4
            at  12s   crash postgres n4
            at  15.3s expire session n3
            at  20s   freeze agent n1
            at  30s   refresh reads of n3
            at  40s   heal
            at  70s   thaw agent n1
            at  90s   restart n4
            """;

    @Test
    void onlyWhatMattersIsLeft() {
        MemberName n1 = new MemberName("n1");
        Shrinker shrinker =
                new Shrinker(scenario ->
                        scenario.faults().stream()
                                .anyMatch(at ->
                                        at.fault()
                                                .equals(
                                                        new Fault.ToAgent(
                                                                Fault.AgentChange.FREEZE,
                                                                List.of(n1)))));
        Scenario small = shrinker.shrink(Scenario.parse(LONG));
        assertEquals(1, small.faults().size(), small.print());
        assertEquals(List.of(n1), small.members().stream().map(one -> one.name()).toList());
        assertEquals(List.of(), small.clients());
        assertEquals(List.of(), List.copyOf(small.settings().given().keySet()));
    }

    @Test
    void aPlantedBugShrinksToAFewLines() {
        DecisionTable planted = DecisionTable.WHOLE.without(new RuleId("P20-promote"));
        Shrinker shrinker =
                new Shrinker(scenario ->
                        ScenarioRunner.runUntilItFails(
                                        scenario, scenario.variations().getFirst(), planted)
                                .failures()
                                .stream()
                                .anyMatch(one -> one.id().equals("I7")));
        Scenario small =
                shrinker.shrink(
                        Scenario.parse(
                                LONG.replace("until     200s", "until     900s")
                                        + "at 95s crash host n1\nat 100s repair n2 n3 n4\n"));
        assertEquals(true, small.faults().size() <= 3, small.print());
        assertEquals(true, small.members().size() <= 3, small.print());
    }
}
