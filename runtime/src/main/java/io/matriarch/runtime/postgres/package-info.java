/**
 * Our PostgreSQL: looks at it and works on it as the orders of the core say.
 *
 * <p>Nothing here decides who leads. Depends on the core's types, the JDK and pgjdbc; {@code
 * process} knows processes, {@code config} files, {@code probe} looks, {@code operation} works.
 */
package io.matriarch.runtime.postgres;
