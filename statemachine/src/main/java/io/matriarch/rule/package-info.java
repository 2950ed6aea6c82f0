/**
 * The decision table: rules as data, and the plans that they carry out.
 *
 * <p>Depends on {@code judge}, {@code action}, {@code state} and {@code value}.
 */
package io.matriarch.rule;
