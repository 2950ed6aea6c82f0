package io.matriarch.simulator.swarm;

import io.matriarch.simulator.scenario.Fault;
import java.time.Duration;

/**
 * A fault of a plan.
 *
 * @param time when
 * @param fault what
 */
record Strike(Duration time, Fault fault) {}
