/**
 * The demonstration: a whole cluster on this machine that forms, fails over, mends itself and hands
 * over, in front of your eyes.
 *
 * <p>Depends on {@code io.matriarch.testing} for the processes and on {@code runtime.ctl} for the
 * table.
 */
package io.matriarch.demo;
