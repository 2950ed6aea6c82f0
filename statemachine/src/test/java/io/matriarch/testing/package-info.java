/**
 * Helpers that tests of several modules share: a patient wait, and states of one member built the
 * honest way, by events.
 *
 * <p>Depends on {@code machine} and what that depends on.
 */
package io.matriarch.testing;
