/**
 * Helpers of tests and of the demo: a ZooKeeper server in a process of its own.
 *
 * <p>Depends on ZooKeeper's server classes, which the agent itself does not need.
 */
package io.matriarch.testing;
