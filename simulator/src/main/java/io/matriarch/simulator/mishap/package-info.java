/**
 * The words for what befalls single things on a host: shared by the scenario language, which reads
 * them, and by the world, which lets them happen.
 *
 * <p>Depends on {@code statemachine}.
 */
package io.matriarch.simulator.mishap;
