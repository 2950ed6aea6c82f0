/**
 * The journal in a Chronicle Queue, its readers, and the small file of durable facts.
 *
 * <p>Depends on {@code io.matriarch.journal} for the format and on {@code driver} for the ports.
 * The only package that sees Chronicle Queue.
 */
package io.matriarch.runtime.journal;
