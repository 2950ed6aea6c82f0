package io.matriarch.simulator.expect;

import io.matriarch.simulator.scenario.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was begun and compares it with what a scenario allows. */
public final class Budgets {
    private final List<Budget> budgets;
    private final Map<String, Integer> spent = new TreeMap<>();

    public Budgets(List<Budget> budgets) {
        this.budgets = List.copyOf(budgets);
    }

    /** An operation was begun, or an action was ordered, that goes by this name. */
    public void spend(String name) {
        spent.merge(name, 1, Integer::sum);
    }

    /** One sentence for each budget that was exceeded. */
    public List<String> excesses() {
        List<String> excesses = new ArrayList<>();
        for (Budget budget : budgets) {
            int count = spent.getOrDefault(budget.operation(), 0);
            if (count > budget.most()) {
                excesses.add(
                        "%s happened %d times, the budget allows %d"
                                .formatted(budget.operation(), count, budget.most()));
            }
        }
        return excesses;
    }
}
