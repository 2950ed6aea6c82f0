/**
 * The scenario language: text to records, records to text, and one story to its variations.
 *
 * <p>Depends on {@code value}, {@code state} and {@code action} of the state machine, and on {@code
 * mishap}, for the names of settings, actions and operations. It runs nothing.
 */
package io.matriarch.simulator.scenario;
