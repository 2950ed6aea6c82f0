package io.matriarch.simulator.scenario;

import io.matriarch.value.RuleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One story: a cluster, what happens to it, and what is expected of it.
 *
 * @param name equal to the file's name
 * @param story what happens and why it matters, for a database administrator
 * @param incidents the numbers of the incidents, of real clusters, that it answers
 * @param rules the rules that the story explains; each must decide at least once
 * @param vary what is run with several values
 * @param members who takes part, one or more
 * @param servers how many ZooKeeper servers there are
 * @param settings the cluster's settings
 * @param clients who writes
 * @param seed root of all chance
 * @param until when it ends
 * @param live whether it also runs on real processes
 * @param faults what happens, in the order of time
 * @param expectations what must come of it
 * @param budget how much disruption it may cost
 */
public record Scenario(
        String name,
        String story,
        List<Integer> incidents,
        List<RuleId> rules,
        List<Vary> vary,
        List<MemberLine> members,
        int servers,
        Settings settings,
        List<Client> clients,
        long seed,
        Duration until,
        boolean live,
        List<At> faults,
        List<Expectation> expectations,
        List<Budget> budget) {
    public Scenario {
        incidents = List.copyOf(incidents);
        rules = List.copyOf(rules);
        vary = List.copyOf(vary);
        members = List.copyOf(members);
        clients = List.copyOf(clients);
        faults = List.copyOf(faults);
        expectations = List.copyOf(expectations);
        budget = List.copyOf(budget);
    }

    /** Reads a text. */
    public static Scenario parse(String text) {
        return ScenarioParser.parse(text);
    }

    /** The text that {@link #parse} reads back to the same. */
    public String print() {
        return ScenarioPrinter.print(this);
    }

    /** Every combination of what varies; at least one. */
    public List<Variation> variations() {
        return Variation.all(vary);
    }

    /** This scenario with one combination chosen, so that nothing varies any more. */
    public Scenario in(Variation variation) {
        Settings chosen = settings;
        long chosenSeed = seed;
        for (Choice choice : variation.choices()) {
            if (choice.name().equals("seed")) {
                chosenSeed = Long.parseLong(choice.value());
            } else {
                chosen = chosen.with(Setting.of(choice.name()).orElseThrow(), choice.value());
            }
        }
        List<Expectation> kept = new ArrayList<>();
        for (Expectation one : expectations) {
            if (one.when().map(variation.choices()::contains).orElse(true)) {
                kept.add(one);
            }
        }
        return new Scenario(
                name,
                story,
                incidents,
                rules,
                List.of(),
                members,
                servers,
                chosen,
                clients,
                chosenSeed,
                until,
                live,
                faults,
                kept,
                budget);
    }
}
