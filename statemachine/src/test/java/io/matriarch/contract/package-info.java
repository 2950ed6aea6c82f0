/**
 * What every DCS and every PostgreSQL adapter must do, as abstract tests: run against the simulated
 * world and against real ZooKeeper and PostgreSQL, so that what the simulator assumes and reality
 * lacks fails a test with a name.
 *
 * <p>Depends on {@code driver} and what that depends on, and JUnit.
 */
package io.matriarch.contract;
