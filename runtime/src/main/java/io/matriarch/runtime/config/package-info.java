/**
 * The configuration file: Patroni's YAML read into typed records, with every problem named by key,
 * value, line and remedy.
 *
 * <p>Depends on {@code state} and {@code value}, {@code runtime.amount}, SnakeYAML and Jackson. It
 * judges form only; what a setting means for the cluster is decided by rules.
 */
package io.matriarch.runtime.config;
