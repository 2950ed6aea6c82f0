package io.matriarch.event;

import io.matriarch.value.Moment;
import java.time.Instant;

/**
 * Time passed: the driver was woken at the moment it was asked to be.
 *
 * @param wall wall time; it decides schedules and stamps, nothing else
 */
public record Tick(Moment at, Instant wall) implements Event {}
