/**
 * Writes stories for one machine: any answer that a port may legally give, in any order, for ever.
 *
 * <p>Depends on {@code machine} and what that depends on, and on the samples' generator.
 */
package io.matriarch.testing.chaos;
