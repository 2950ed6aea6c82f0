package io.matriarch.simulator.expect;

import io.matriarch.action.Action;
import io.matriarch.simulator.scenario.ActionNames;
import io.matriarch.simulator.scenario.Expectation;
import io.matriarch.simulator.scenario.Fact;
import io.matriarch.simulator.truth.Truth;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RuleId;
import java.time.Duration;
import java.util.Optional;

/** Watches for something that happens, or must not happen, within a time. */
final class HappeningWatch implements Watch {
    private final Expectation expectation;
    private final Fact fact;
    private final Times times;
    private boolean isDecided;
    private Optional<Miss> miss;

    HappeningWatch(Expectation expectation, Fact fact, Duration until) {
        this.expectation = expectation;
        this.fact = fact;
        this.times = Times.of(expectation.span(), until);
        boolean isRefusal =
                fact instanceof Fact.NoAction || fact instanceof Fact.Orders one && !one.does();
        this.miss = isRefusal ? Optional.empty() : miss(times.to(), "it did not happen");
    }

    @Override
    public void acted(Truth truth, MemberName member, Action action) {
        if (isDecided || !times.contains(truth.now())) {
            return;
        }
        if (fact instanceof Fact.NoAction(String name) && ActionNames.matches(action, name)) {
            decide(miss(truth.now(), member + " ordered " + Prints.of(action)));
        }
        if (fact instanceof Fact.Orders(MemberName whose, String name, boolean does)
                && whose.equals(member)
                && ActionNames.matches(action, name)) {
            decide(does ? Optional.empty() : miss(truth.now(), "it ordered " + Prints.of(action)));
        }
        if (fact instanceof Fact.FirstAction(MemberName whose, String name)
                && whose.equals(member)
                && Changes.isChange(action)) {
            decide(
                    ActionNames.matches(action, name)
                            ? Optional.empty()
                            : miss(truth.now(), "it was " + Prints.of(action)));
        }
    }

    @Override
    public void fired(Truth truth, RuleId rule) {
        if (fact instanceof Fact.Fired(RuleId wanted)
                && wanted.equals(rule)
                && times.contains(truth.now())) {
            decide(Optional.empty());
        }
    }

    @Override
    public void moment(Truth truth) {
        if (fact instanceof Fact.Acknowledged(String client, long count)
                && truth.now().equals(times.to())) {
            long found = truth.acknowledged(client, times.from(), times.to());
            decide(found == count ? Optional.empty() : miss(truth.now(), "it was " + found));
        }
    }

    @Override
    public Optional<Miss> miss() {
        return miss;
    }

    private void decide(Optional<Miss> outcome) {
        isDecided = true;
        miss = outcome;
    }

    private Optional<Miss> miss(Moment at, String because) {
        return Optional.of(new Miss(expectation, fact, at, because));
    }
}
