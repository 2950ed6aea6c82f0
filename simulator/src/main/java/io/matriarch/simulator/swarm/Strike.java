package io.matriarch.simulator.swarm;

import io.matriarch.simulator.scenario.Fault;
import io.matriarch.simulator.scenario.Once;
import java.time.Duration;
import java.util.Optional;

/**
 * A fault of a plan.
 *
 * @param time when
 * @param once what it waits for from then on
 * @param fault what
 */
record Strike(Duration time, Optional<Once> once, Fault fault) {
    /** One that waits for nothing. */
    Strike(Duration time, Fault fault) {
        this(time, Optional.empty(), fault);
    }
}
