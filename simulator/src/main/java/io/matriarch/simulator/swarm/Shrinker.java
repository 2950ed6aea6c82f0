package io.matriarch.simulator.swarm;

import io.matriarch.rule.DecisionTable;
import io.matriarch.simulator.run.Failure;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.At;
import io.matriarch.simulator.scenario.Client;
import io.matriarch.simulator.scenario.MemberLine;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.scenario.ScenarioError;
import io.matriarch.simulator.scenario.Setting;
import io.matriarch.simulator.scenario.Settings;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Makes a failing scenario small: leaves out what befalls, then shortens, then leaves out members,
 * clients and settings, as long as the same thing fails.
 */
public final class Shrinker {
    private static final int MOST_ROUNDS = 4;

    private final Predicate<Scenario> fails;

    /**
     * A shrinker that keeps this failing.
     *
     * @param id the failure's id, such as {@code I1}
     */
    public Shrinker(String id) {
        this(scenario -> failure(scenario).filter(one -> one.id().equals(id)).isPresent());
    }

    /** A shrinker that asks this whether a scenario still fails. */
    public Shrinker(Predicate<Scenario> fails) {
        this.fails = fails;
    }

    /** The smallest that was found; the same when nothing can be left out. */
    public Scenario shrink(Scenario failing) {
        Scenario small = failing;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Scenario before = small;
            small = times(faults(small));
            small = settings(clients(members(small)));
            if (small.equals(before)) {
                break;
            }
        }
        return small;
    }

    /** Delta debugging: half of the lines, then a quarter, down to single ones. */
    private Scenario faults(Scenario scenario) {
        Scenario small = scenario;
        for (int size = Math.max(1, small.faults().size() / 2); size >= 1; size /= 2) {
            int from = 0;
            while (from < small.faults().size()) {
                List<At> left = new ArrayList<>(small.faults());
                left.subList(from, Math.min(left.size(), from + size)).clear();
                Optional<Scenario> less = tried(Parts.of(small).faults(left));
                from += less.isPresent() ? 0 : size;
                small = less.orElse(small);
            }
        }
        return small;
    }

    /** An earlier end, then whole seconds between what befalls. */
    private Scenario times(Scenario scenario) {
        Scenario small = scenario;
        Duration last =
                scenario.faults().isEmpty() ? Duration.ZERO : scenario.faults().getLast().time();
        for (int part = 1; part <= 8; part *= 2) {
            Duration over = scenario.until().minus(last).dividedBy(part);
            Duration until = last.plus(Duration.ofSeconds(over.toSeconds()));
            if (until.compareTo(small.until()) < 0 && !until.isZero()) {
                small = tried(Parts.of(small).until(until)).orElse(small);
            }
        }
        for (int i = 0; i < small.faults().size(); i++) {
            List<At> rounded = new ArrayList<>(small.faults());
            At at = rounded.get(i);
            Duration whole = Duration.ofSeconds(at.time().toSeconds());
            rounded.set(i, new At(at.place(), whole, at.once(), at.fault()));
            if (!whole.equals(at.time())) {
                small = tried(Parts.of(small).faults(rounded)).orElse(small);
            }
        }
        return small;
    }

    private Scenario members(Scenario scenario) {
        Scenario small = scenario;
        for (MemberLine line : scenario.members()) {
            Optional<Scenario> less = without(small, line.name());
            if (less.isEmpty() && !line.tags().isEmpty()) {
                List<MemberLine> plain = new ArrayList<>(small.members());
                plain.replaceAll(one -> one.name().equals(line.name()) ? untagged(one) : one);
                less = tried(Parts.of(small).members(plain));
            }
            small = less.orElse(small);
        }
        return small;
    }

    /** Without that member, and without what befalls nobody else. */
    private Optional<Scenario> without(Scenario scenario, MemberName member) {
        List<MemberLine> fewer = new ArrayList<>(scenario.members());
        fewer.removeIf(one -> one.name().equals(member));
        List<At> left = new ArrayList<>();
        for (At at : scenario.faults()) {
            if (at.fault().named().contains(member)) {
                spared(scenario, at, member).ifPresent(left::add);
            } else {
                left.add(at);
            }
        }
        return fewer.isEmpty()
                ? Optional.empty()
                : tried(Parts.of(scenario).members(fewer).faults(left));
    }

    /** The same fault of all the others, if it can be said so. */
    private static Optional<At> spared(Scenario scenario, At at, MemberName member) {
        String words = at.text().replaceAll(" " + member + "\\b", "");
        String text =
                Parts.of(scenario).faults(List.of()).scenario().print() + "at 0s " + words + "\n";
        try {
            At read = Scenario.parse(text).faults().getFirst();
            return Optional.of(new At(at.place(), at.time(), read.once(), read.fault()));
        } catch (ScenarioError _) {
            return Optional.empty();
        }
    }

    private Scenario clients(Scenario scenario) {
        Scenario small = scenario;
        for (Client client : scenario.clients()) {
            List<Client> fewer = new ArrayList<>(small.clients());
            fewer.remove(client);
            small = tried(Parts.of(small).clients(fewer)).orElse(small);
        }
        return small;
    }

    private Scenario settings(Scenario scenario) {
        Scenario small = scenario;
        for (Setting setting : scenario.settings().given().keySet()) {
            Map<Setting, String> fewer = new EnumMap<>(Setting.class);
            fewer.putAll(small.settings().given());
            fewer.remove(setting);
            small = tried(Parts.of(small).settings(new Settings(fewer))).orElse(small);
        }
        return small;
    }

    private static MemberLine untagged(MemberLine line) {
        return new MemberLine(
                line.name(), line.start(), new TreeMap<>(), line.consent(), line.dog(), true);
    }

    /** The scenario read back from its text, if it can be read and still fails. */
    private Optional<Scenario> tried(Parts parts) {
        try {
            return Optional.of(Scenario.parse(parts.scenario().print())).filter(fails);
        } catch (ScenarioError _) {
            return Optional.empty(); // it names somebody who was left out
        }
    }

    private static Optional<Failure> failure(Scenario scenario) {
        return ScenarioRunner.runUntilItFails(
                        scenario, scenario.variations().getFirst(), DecisionTable.WHOLE)
                .failures()
                .stream()
                .findFirst();
    }
}
