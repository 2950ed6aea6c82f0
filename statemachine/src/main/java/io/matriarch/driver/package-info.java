/**
 * The one driver of every world, and the ports through which it meets it.
 *
 * <p>Depends on {@code machine} and what that depends on. It owns the order: fence, journal,
 * durable facts, actions, wake-up.
 */
package io.matriarch.driver;
