/**
 * What was observed: sealed records in the past tense, one file per family.
 *
 * <p>Depends on {@code value} and {@code state}. Each event carries the moment at which it reached
 * this member, by its own clock.
 */
package io.matriarch.event;
