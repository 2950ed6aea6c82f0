/**
 * The program {@code matriarch-sim}.
 *
 * <p>Depends on {@code simulator.run} and picocli.
 */
package io.matriarch.simulator.cli;
