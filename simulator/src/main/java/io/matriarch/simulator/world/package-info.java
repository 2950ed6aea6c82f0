/**
 * The simulated world: one thread, virtual time, one root seed. Hosts with an agent (the real
 * {@link io.matriarch.driver.Driver} and machine), a model of PostgreSQL, of ZooKeeper, of the
 * network and of the guard; the faults that befall them, and clients that write.
 *
 * <p>{@link io.matriarch.simulator.world.World} is the way in. Everything public here is either a
 * control of the world or a reading of its true state, never of what a member believes. Nothing
 * here decides about leadership.
 *
 * <p>Depends on {@code statemachine} and {@code mishap}. No wall clock, no shared random source, no
 * hash order.
 */
package io.matriarch.simulator.world;
