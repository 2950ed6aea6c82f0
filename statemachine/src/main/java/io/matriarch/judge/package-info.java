/**
 * Arithmetic before the table: pure classes that turn what is known into a verdict a rule can name.
 *
 * <p>Depends on {@code state} and {@code value}.
 */
package io.matriarch.judge;
