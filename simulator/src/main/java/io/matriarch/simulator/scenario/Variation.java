package io.matriarch.simulator.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One combination of the values that vary.
 *
 * @param choices one of each {@code vary} statement, in the file's order
 */
public record Variation(List<Choice> choices) {
    public Variation {
        choices = List.copyOf(choices);
    }

    /** Every combination; one empty one when nothing varies. */
    static List<Variation> all(List<Vary> varies) {
        List<Variation> combinations = List.of(new Variation(List.of()));
        for (Vary vary : varies) {
            List<Variation> longer = new ArrayList<>();
            for (Variation shorter : combinations) {
                vary.choices().forEach(choice -> longer.add(shorter.with(choice)));
            }
            combinations = longer;
        }
        return combinations;
    }

    /** For test names and reports: {@code ttl=20s seed=2}; empty when nothing varies. */
    public String text() {
        return choices.stream()
                .map(choice -> choice.name() + "=" + choice.value())
                .collect(Collectors.joining(" "));
    }

    private Variation with(Choice choice) {
        List<Choice> more = new ArrayList<>(choices);
        more.add(choice);
        return new Variation(more);
    }
}
