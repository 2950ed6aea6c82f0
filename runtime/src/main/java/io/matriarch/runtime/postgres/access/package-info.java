/**
 * Who may connect to our server while clients are kept out: {@code pg_hba.conf} as PostgreSQL reads
 * it, the closed one that is made of it, and the link by which one takes the place of the other.
 *
 * <p>Depends on the settings of {@code postgres}, on how its files are written, and the JDK.
 */
package io.matriarch.runtime.postgres.access;
