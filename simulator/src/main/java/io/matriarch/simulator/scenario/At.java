package io.matriarch.simulator.scenario;

import java.time.Duration;

/**
 * One {@code at} statement.
 *
 * @param place where it stands
 * @param time since the beginning
 * @param fault what happens then
 */
public record At(Place place, Duration time, Fault fault) {}
