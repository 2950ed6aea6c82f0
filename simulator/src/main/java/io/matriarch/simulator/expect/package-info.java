/**
 * What a scenario expects, judged while its world runs.
 *
 * <p>Depends on {@code simulator.scenario} and {@code simulator.truth}.
 */
package io.matriarch.simulator.expect;
