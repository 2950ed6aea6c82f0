/**
 * Questions that come from outside while the agent's own thread decides on the answer.
 *
 * <p>Depends on {@code driver} and what that depends on, and the JDK.
 */
package io.matriarch.runtime.desk;
