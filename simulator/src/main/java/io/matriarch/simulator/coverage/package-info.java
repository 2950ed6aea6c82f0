/**
 * Which rule is told by which stories.
 *
 * <p>Depends on {@code simulator.run} and the state machine's table.
 */
package io.matriarch.simulator.coverage;
