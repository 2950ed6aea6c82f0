package io.matriarch.simulator.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One {@code expect} statement.
 *
 * @param place where it stands
 * @param when the variation that it is about; absent for all
 * @param span when the facts must hold
 * @param facts each of them
 */
public record Expectation(Place place, Optional<Choice> when, Span span, List<Fact> facts) {
    public Expectation {
        facts = List.copyOf(facts);
    }

    /** As a scenario says it, without the word {@code expect}. */
    public String text() {
        return when.map(choice -> "when " + choice.name() + " " + choice.value() + " ").orElse("")
                + span.text()
                + "  "
                + facts.stream().map(Fact::text).collect(Collectors.joining(", "));
    }
}
