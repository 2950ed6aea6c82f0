/**
 * The agent's process: its loop, its clock, its signals, and the wiring of one member.
 *
 * <p>Depends on {@code driver} and what that depends on, and on every other package of the runtime.
 */
package io.matriarch.runtime;
