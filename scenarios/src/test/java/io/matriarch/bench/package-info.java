/**
 * What one decision costs: a benchmark, started by {@code bin/bench}, no part of the tests.
 *
 * <p>Depends on {@code simulator} and {@code statemachine}.
 */
package io.matriarch.bench;
