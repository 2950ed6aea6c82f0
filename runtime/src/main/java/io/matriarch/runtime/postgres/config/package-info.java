/**
 * The files of PostgreSQL that we write: {@code postgresql.conf}, {@code pg_hba.conf}, {@code
 * recovery.conf}, signal files, the password file (contract 4.4 to 4.7).
 *
 * <p>Depends on the settings of {@code postgres} and the JDK.
 */
package io.matriarch.runtime.postgres.config;
