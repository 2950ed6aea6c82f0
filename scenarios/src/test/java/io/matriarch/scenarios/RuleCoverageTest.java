package io.matriarch.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.rule.DecisionTable;
import io.matriarch.value.RuleId;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every rule has a story that names it. */
final class RuleCoverageTest {
    @Test
    void everyRuleIsNamedByAScenarioOrListedAsOutOfReach() throws IOException {
        Set<RuleId> untold = new TreeSet<>(DecisionTable.rules().keySet());
        untold.removeAll(Library.byRule().keySet());
        Set<RuleId> listed = new TreeSet<>(RuleList.read(RuleList.OUT_OF_REACH).reasons().keySet());
        listed.addAll(RuleList.read(RuleList.WITHOUT_A_STORY).reasons().keySet());
        assertEquals(
                listed,
                untold,
                "write a scenario for a rule that is missing here and name it in its header; "
                        + RuleList.OUT_OF_REACH
                        + " is for what no lawful event leads to");
    }
}
