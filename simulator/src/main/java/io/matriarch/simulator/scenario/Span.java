package io.matriarch.simulator.scenario;

import java.time.Duration;
import java.util.Optional;

/** When an expectation's facts must hold. */
public sealed interface Span {
    /** At that moment; a happening: at any moment until then. */
    record By(Duration at) implements Span {
        @Override
        public String text() {
            return "by " + Amounts.text(at);
        }
    }

    /**
     * At each moment from {@code from} to {@code to}; a happening: at any moment between.
     *
     * @param to absent means the end of the scenario
     */
    record During(Duration from, Optional<Duration> to) implements Span {
        @Override
        public String text() {
            return "from " + Amounts.text(from) + " to " + to.map(Amounts::text).orElse("end");
        }
    }

    /** At each moment. */
    record Always() implements Span {
        @Override
        public String text() {
            return "always";
        }
    }

    /** At no moment. */
    record Never() implements Span {
        @Override
        public String text() {
            return "never";
        }
    }

    /** As a scenario says it. */
    String text();
}
