package io.matriarch.simulator.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * One {@code at} statement.
 *
 * @param place where it stands
 * @param time since the beginning
 * @param once what it waits for from then on; absent when it happens at that time
 * @param fault what happens then
 */
public record At(Place place, Duration time, Optional<Once> once, Fault fault) {
    /** As a scenario says it, without the time. */
    public String text() {
        return once.map(one -> one.text() + "  ").orElse("") + fault.text();
    }
}
