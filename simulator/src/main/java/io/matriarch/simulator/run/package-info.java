/**
 * Runs scenarios: builds the world, lets the faults befall it, and judges what comes of it.
 *
 * <p>Depends on {@code simulator.scenario}, {@code expect}, {@code invariant}, {@code truth} and
 * {@code world}.
 */
package io.matriarch.simulator.run;
