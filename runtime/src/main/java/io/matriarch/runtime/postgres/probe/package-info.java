/**
 * Looks at our PostgreSQL: by one query over one kept connection while it runs, by its control file
 * while it does not.
 *
 * <p>Depends on {@code process}, {@code config} and pgjdbc. Nothing here changes anything.
 */
package io.matriarch.runtime.postgres.probe;
