/**
 * The cluster as operators see it and ask of it: the same lines for {@code GET /cluster} and for
 * the command line tool, and the one key that both write.
 *
 * <p>Depends on {@code state}, {@code value} and {@code runtime.dcs}.
 */
package io.matriarch.runtime.report;
