package io.matriarch.rule;

import io.matriarch.judge.Situation;
import io.matriarch.value.RuleId;
import java.util.List;
import java.util.Optional;

/**
 * Rows of one authority. Rows inside a section never overlap, so their order means nothing.
 *
 * @param name its heading
 * @param rows its rows
 */
public record Section<S extends Situation>(String name, List<Row<S>> rows) {
    public Section {
        rows = List.copyOf(rows);
    }

    public Optional<Row<S>> match(S situation) {
        for (int i = 0; i < rows.size(); i++) {
            Row<S> row = rows.get(i);
            if (row.matches(situation)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    Section<S> without(RuleId id) {
        return new Section<>(name, rows.stream().filter(row -> !row.id().equals(id)).toList());
    }
}
