/**
 * Asking other members over HTTP: {@code GET /patroni} of old and new Patroni and of our own.
 *
 * <p>Depends on {@code driver} and what that depends on, the JDK's HTTP client and Jackson.
 */
package io.matriarch.runtime.peers;
