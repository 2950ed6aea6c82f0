/**
 * The search: from a seed to the text of a scenario, from a failing scenario to a small one.
 *
 * <p>Depends on {@code simulator.run} and what it depends on. Only texts are run: whatever is drawn
 * is printed and parsed first.
 */
package io.matriarch.simulator.swarm;
