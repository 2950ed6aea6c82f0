package io.matriarch.state;

/** Key {@code config} as read. */
public sealed interface Config {
    /** No such key, or an empty one. */
    record Absent() implements Config {}

    /**
     * Unreadable; the last good settings stay in force.
     *
     * @param why what is wrong with it
     */
    record Broken(String why) implements Config {}

    /**
     * Good.
     *
     * @param settings its values, defaults applied
     */
    record Present(DynamicSettings settings) implements Config {}
}
