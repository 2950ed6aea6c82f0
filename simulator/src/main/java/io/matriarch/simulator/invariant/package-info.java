/**
 * What must hold in every world, whatever befalls it: one small class per invariant.
 *
 * <p>Depends on {@code simulator.truth}, and on {@code simulator.scenario} for what a fault is. An
 * invariant is weakened by a declared setting only, never inside a checker.
 */
package io.matriarch.simulator.invariant;
