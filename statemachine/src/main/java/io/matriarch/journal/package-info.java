/**
 * The journal's format: one entry is one line of JSON; and the replay of such entries.
 *
 * <p>Depends on {@code machine} and what that depends on, and on Jackson: the only package of this
 * module that may see it. Event shapes only grow: unknown fields are passed over, missing ones read
 * as empty.
 */
package io.matriarch.journal;
