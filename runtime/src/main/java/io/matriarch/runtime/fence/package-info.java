/**
 * Ways to take the right to write from our PostgreSQL: by a guard process that outlives us, or by
 * this process alone.
 *
 * <p>Depends on {@code postgres}, which knows how to kill it, and on the core's types.
 */
package io.matriarch.runtime.fence;
