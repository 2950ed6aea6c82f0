/**
 * Changes to the replication slots of the local server, by SQL.
 *
 * <p>Which ones is decided elsewhere; depends on {@code probe} for connections.
 */
package io.matriarch.runtime.postgres.slot;
