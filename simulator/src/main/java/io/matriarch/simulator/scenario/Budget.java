package io.matriarch.simulator.scenario;

/**
 * How often an operation may be begun, by all members together.
 *
 * @param operation an operation's or an action's name
 * @param most 0 or more
 */
public record Budget(String operation, int most) {}
