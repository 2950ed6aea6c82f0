package io.matriarch.rule;

import io.matriarch.judge.Situation;
import io.matriarch.value.RuleId;
import java.util.List;

/**
 * One rule: what is the case, what is done, and why.
 *
 * @param id its name for ever
 * @param when all of these hold
 * @param plan what is done
 * @param steady whether nothing is wrong then, so that upkeep may run
 * @param because the sentence that operators are shown
 */
public record Row<S extends Situation>(
        RuleId id,
        List<Column.Condition<S, ?>> when,
        Planner plan,
        boolean steady,
        String because) {
    public Row {
        when = List.copyOf(when);
    }

    public boolean matches(S situation) {
        for (int i = 0; i < when.size(); i++) {
            if (!when.get(i).holds(situation)) {
                return false;
            }
        }
        return true;
    }

    /** The same case, in which nothing is done. */
    Row<S> idle() {
        return new Row<>(id, when, Planner.NOTHING, false, because);
    }

    /** Begins a row. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <S extends Situation> Builder<S> row(String id, Column.Condition<S, ?>... when) {
        return new Builder<>(new RuleId(id), List.of(when));
    }

    /** A row without its plan. */
    record Builder<S extends Situation>(RuleId id, List<Column.Condition<S, ?>> when) {
        Row<S> does(Planner plan, String because) {
            return new Row<>(id, when, plan, false, because);
        }

        /** Nothing is to be done but to look again. */
        Row<S> waits(String because) {
            return new Row<>(id, when, Planner.NOTHING, false, because);
        }

        /** All is as it should be. */
        Row<S> isSteady(String because) {
            return new Row<>(id, when, Planner.NOTHING, true, because);
        }
    }
}
