/**
 * The long work on the data directory, one class for each kind, one thread for all.
 *
 * <p>Depends on {@code process}, {@code config} and {@code probe}. Whether work may be done was
 * decided before; here it is done, cut, or fails with a sentence that says why.
 */
package io.matriarch.runtime.postgres.operation;
