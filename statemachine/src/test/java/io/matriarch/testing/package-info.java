/**
 * Helpers that tests of several modules share.
 *
 * <p>Depends on nothing but the JDK.
 */
package io.matriarch.testing;
