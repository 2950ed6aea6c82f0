package io.matriarch.simulator.expect;

import io.matriarch.action.Action;
import io.matriarch.simulator.scenario.Expectation;
import io.matriarch.simulator.scenario.Fact;
import io.matriarch.simulator.scenario.Scenario;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** All expectations of one scenario during one run. */
public final class Expectations {
    private final List<Watch> watches = new ArrayList<>();
    private final SortedSet<Moment> moments = new TreeSet<>();

    /**
     * @param scenario one variation of it
     */
    public Expectations(Scenario scenario) {
        for (Expectation one : scenario.expectations()) {
            Times times = Times.of(one.span(), scenario.until());
            moments.add(times.from());
            moments.add(times.to());
            for (Fact fact : one.facts()) {
                watches.add(
                        fact.isHappening()
                                ? new HappeningWatch(one, fact, scenario.until())
                                : new LevelWatch(one, fact, scenario.until()));
            }
        }
    }

    /** When {@link #moment} must be called, in order. */
    public SortedSet<Moment> moments() {
        return moments;
    }

    /** Everything due until now has happened, and it is one of {@link #moments}. */
    public void moment(Truth truth) {
        watches.forEach(one -> one.moment(truth));
    }

    /** One event of the world is done. */
    public void after(Truth truth) {
        watches.forEach(one -> one.after(truth));
    }

    /** A member ordered this. */
    public void acted(Truth truth, MemberName member, Action action) {
        watches.forEach(one -> one.acted(truth, member, action));
    }

    /** A rule decided. */
    public void fired(Truth truth, RuleId rule) {
        watches.forEach(one -> one.fired(truth, rule));
    }

    /** What was not met, in the scenario's order; asked at the end. */
    public List<Miss> misses() {
        return watches.stream().flatMap(one -> one.miss().stream()).toList();
    }
}
