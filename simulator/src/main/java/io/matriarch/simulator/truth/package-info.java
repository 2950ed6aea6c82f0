/**
 * What is really the case in a simulated world, as far as checkers ask.
 *
 * <p>Depends on {@code simulator.world} and the state machine's types. It looks; it changes
 * nothing.
 */
package io.matriarch.simulator.truth;
