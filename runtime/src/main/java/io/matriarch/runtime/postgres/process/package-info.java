/**
 * Processes: who lives, in which directory, and how to run a child that never outlasts its limit.
 *
 * <p>Reads {@code /proc} of Linux (proc(5)); depends on the JDK and on the core's clock.
 */
package io.matriarch.runtime.postgres.process;
