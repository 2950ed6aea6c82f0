/**
 * Runs the scenario library of this module.
 *
 * <p>Depends on {@code simulator}.
 */
package io.matriarch.scenarios;
