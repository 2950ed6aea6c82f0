/**
 * Log lines for operators: set-up, format, and the line for each thing that a step changed.
 *
 * <p>Depends on {@code machine} and what that depends on, and on java.util.logging.
 */
package io.matriarch.runtime.log;
