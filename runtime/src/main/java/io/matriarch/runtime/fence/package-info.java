/**
 * Ways to take the right to write from our PostgreSQL.
 *
 * <p>Depends on {@code postgres}, which knows how to kill it, and on the core's types.
 */
package io.matriarch.runtime.fence;
