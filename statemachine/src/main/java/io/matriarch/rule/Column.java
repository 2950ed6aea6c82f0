package io.matriarch.rule;

import io.matriarch.judge.Situation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One column of the table: one enum-valued component of a situation.
 *
 * @param name the component's name
 * @param values all its values
 * @param read how to read it
 */
public record Column<S extends Situation, E extends Enum<E>>(
        String name, Class<E> values, Function<S, E> read) {

    /** The condition that it has one of these values. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Condition<S, E> is(E first, E... more) {
        return new Condition<>(this, EnumSet.of(first, more));
    }

    /** The condition that it has none of these values. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Condition<S, E> isNot(E first, E... more) {
        return new Condition<>(this, EnumSet.complementOf(EnumSet.of(first, more)));
    }

    public List<E> all() {
        return List.of(values.getEnumConstants());
    }

    /**
     * One column has one of some values.
     *
     * @param column which
     * @param allowed the values
     */
    public record Condition<S extends Situation, E extends Enum<E>>(
            Column<S, E> column, Set<E> allowed) {
        public boolean holds(S situation) {
            return allowed.contains(column.read().apply(situation));
        }
    }
}
