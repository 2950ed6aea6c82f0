package io.matriarch.simulator.scenario;

import java.util.List;

/**
 * One {@code vary} statement: the scenario runs once with each value.
 *
 * @param name a setting, or {@code seed}
 * @param values as written, two or more
 */
public record Vary(String name, List<String> values) {
    public Vary {
        values = List.copyOf(values);
    }

    List<Choice> choices() {
        return values.stream().map(value -> new Choice(name, value)).toList();
    }
}
