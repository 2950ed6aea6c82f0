package io.matriarch.simulator.expect;

import io.matriarch.simulator.scenario.Span;
import io.matriarch.value.Moment;
import java.time.Duration;

/**
 * A span in moments of the scenario.
 *
 * @param from its beginning
 * @param to its end
 */
record Times(Moment from, Moment to) {
    static Times of(Span span, Duration until) {
        Moment end = moment(until);
        return switch (span) {
            case Span.By by -> new Times(Moment.ZERO, moment(by.at()));
            case Span.During during ->
                    new Times(moment(during.from()), during.to().map(Times::moment).orElse(end));
            case Span.Always _, Span.Never _ -> new Times(Moment.ZERO, end);
        };
    }

    boolean contains(Moment moment) {
        return moment.hasReached(from) && to.hasReached(moment);
    }

    private static Moment moment(Duration sinceBeginning) {
        return Moment.ZERO.plus(sinceBeginning);
    }
}
