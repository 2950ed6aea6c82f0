/**
 * The one pure function: {@link io.matriarch.machine.Machine#step}.
 *
 * <p>Depends on {@code rule}, {@code judge} and the types below them.
 */
package io.matriarch.machine;
