package io.matriarch.simulator.scenario;

/**
 * One value of one {@code vary} statement.
 *
 * @param name what varies: a setting, or {@code seed}
 * @param value as written
 */
public record Choice(String name, String value) {}
