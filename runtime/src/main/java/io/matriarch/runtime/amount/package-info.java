/**
 * Amounts as people write them: a number with a unit of PostgreSQL.
 *
 * <p>Depends on the JDK alone.
 */
package io.matriarch.runtime.amount;
