/**
 * The REST interface (contract 3): health checks answered from the lease itself, status, and the
 * requests of operators.
 *
 * <p>Depends on {@code state}, {@code rule} for our own member record, {@code runtime.report},
 * {@code runtime.peers}, {@code runtime.config}, {@code runtime.amount} and the JDK's HTTP server.
 * Nothing here decides who leads: it shows what is, and writes down what was asked for.
 */
package io.matriarch.runtime.rest;
