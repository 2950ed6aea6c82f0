package io.matriarch.simulator.expect;

import io.matriarch.simulator.scenario.Expectation;
import io.matriarch.simulator.scenario.Fact;
import io.matriarch.simulator.scenario.Span;
import io.matriarch.simulator.truth.Truth;
import java.time.Duration;
import java.util.Optional;

/** Watches a fact about the state of things: at one moment, or at each moment of a time. */
final class LevelWatch implements Watch {
    private final Expectation expectation;
    private final Fact fact;
    private final Times times;
    private final boolean wanted;
    private final boolean isOneMoment;
    private Optional<Miss> miss = Optional.empty();

    LevelWatch(Expectation expectation, Fact fact, Duration until) {
        this.expectation = expectation;
        this.fact = fact;
        this.times = Times.of(expectation.span(), until);
        this.wanted = !(expectation.span() instanceof Span.Never);
        this.isOneMoment = expectation.span() instanceof Span.By;
    }

    @Override
    public void moment(Truth truth) {
        if (truth.now().equals(isOneMoment ? times.to() : times.from())) {
            check(truth);
        }
    }

    @Override
    public void after(Truth truth) {
        boolean isInside = times.from().isBefore(truth.now()) && truth.now().isBefore(times.to());
        if (!isOneMoment && isInside) {
            check(truth);
        }
    }

    @Override
    public Optional<Miss> miss() {
        return miss;
    }

    private void check(Truth truth) {
        if (miss.isEmpty() && Levels.holds(fact, truth) != wanted) {
            miss =
                    Optional.of(
                            new Miss(expectation, fact, truth.now(), Levels.describe(fact, truth)));
        }
    }
}
