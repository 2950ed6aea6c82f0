/**
 * Stories on real processes: agents, PostgreSQL, ZooKeeper, on this machine.
 *
 * <p>Depends on {@code runtime} and on {@code io.matriarch.testing} for the processes. Everything
 * here is tagged {@code live}.
 */
package io.matriarch.scenarios.live;
