/**
 * Rare coincidences that a search must have met: without them a search that finds nothing says
 * little. Their list is data, in {@code Coincidences}.
 *
 * <p>Depends on {@code simulator.run}, {@code simulator.truth}, {@code simulator.swarm} and the
 * state machine's values.
 */
package io.matriarch.simulator.sometimes;
