package io.matriarch.simulator.expect;

import io.matriarch.simulator.scenario.Expectation;
import io.matriarch.simulator.scenario.Fact;
import io.matriarch.value.Moment;

/**
 * An expectation that was not met.
 *
 * @param expectation the whole statement
 * @param fact the part of it
 * @param at when that became certain
 * @param because what was the case instead
 */
public record Miss(Expectation expectation, Fact fact, Moment at, String because) {}
