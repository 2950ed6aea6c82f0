/**
 * The kernel's watchdog: a device that resets the machine unless it is fed in time (contract 6).
 *
 * <p>Depends on the core's types and the JDK. Nothing here decides anything.
 */
package io.matriarch.runtime.watchdog;
