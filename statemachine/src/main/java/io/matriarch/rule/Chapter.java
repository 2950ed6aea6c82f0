package io.matriarch.rule;

import io.matriarch.judge.Situation;
import io.matriarch.value.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of one kind of situation: sections in order of authority.
 *
 * @param title whose table it is
 * @param columns all columns of the situation
 * @param sections the sections; the first one with a matching row decides
 * @param impossible combinations that cannot exist, each with the reason
 */
public record Chapter<S extends Situation>(
        String title,
        List<Column<S, ?>> columns,
        List<Section<S>> sections,
        List<Impossible<S>> impossible) {
    public Chapter {
        columns = List.copyOf(columns);
        sections = List.copyOf(sections);
        impossible = List.copyOf(impossible);
    }

    /**
     * Combinations that no member can be in.
     *
     * @param when all of these hold
     * @param because why not
     */
    public record Impossible<S extends Situation>(
            List<Column.Condition<S, ?>> when, String because) {
        public Impossible {
            when = List.copyOf(when);
        }

        public boolean covers(S situation) {
            return when.stream().allMatch(one -> one.holds(situation));
        }
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static <S extends Situation> Impossible<S> never(
            String because, Column.Condition<S, ?>... when) {
        return new Impossible<>(List.of(when), because);
    }

    /** The row that decides; absent only for what cannot exist. */
    public Optional<Row<S>> decide(S situation) {
        for (Section<S> section : sections) {
            Optional<Row<S>> row = section.match(situation);
            if (row.isPresent()) {
                return row;
            }
        }
        return Optional.empty();
    }

    /**
     * This chapter without that row: the later sections decide where it did, or nothing is done.
     */
    Chapter<S> without(RuleId id) {
        List<Section<S>> others = new ArrayList<>();
        List<Row<S>> gone = new ArrayList<>();
        for (Section<S> section : sections) {
            section.rows().stream().filter(row -> row.id().equals(id)).forEach(gone::add);
            others.add(section.without(id));
        }
        others.add(new Section<>("Gone", gone.stream().map(Row::idle).toList()));
        return new Chapter<>(title, columns, others, impossible);
    }
}
