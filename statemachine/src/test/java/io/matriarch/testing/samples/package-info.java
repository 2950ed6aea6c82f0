/**
 * Random values of any of our types, from a seed: for round trips and properties.
 *
 * <p>Depends on {@code value} and the JDK.
 */
package io.matriarch.testing.samples;
