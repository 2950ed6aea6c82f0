package io.matriarch.scenarios;

import io.matriarch.judge.Situation;
import io.matriarch.rule.Chapter;
import io.matriarch.rule.Column;
import io.matriarch.rule.DecisionTable;
import io.matriarch.rule.Planner;
import io.matriarch.rule.Row;
import io.matriarch.rule.Section;
import io.matriarch.simulator.run.Failure;
import io.matriarch.simulator.run.Result;
import io.matriarch.simulator.run.ScenarioFile;
import io.matriarch.simulator.run.ScenarioRunner;
import io.matriarch.simulator.scenario.Variation;
import io.matriarch.value.RuleId;
import java.util.List;
import java.util.Optional;

/** Takes a rule away and listens whether an expectation or an invariant barks. */
final class GuardDog {
    private GuardDog() {}

    /** The first bark when members decide without that rule. */
    static Optional<String> bark(RuleId rule, List<ScenarioFile> files) {
        DecisionTable damaged = DecisionTable.WHOLE.without(rule);
        for (ScenarioFile file : files) {
            for (Variation variation : file.scenario().variations()) {
                Result result = ScenarioRunner.runUntilItFails(file.scenario(), variation, damaged);
                if (!result.isGood()) {
                    return Optional.of(text(result));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether its removal provably changes nothing: it waits, and no row of a later section has
     * anything for its case. Nobody can miss such a row but the reader.
     */
    static boolean isSilent(RuleId rule) {
        return DecisionTable.WHOLE.chapters().stream().anyMatch(one -> isSilentIn(one, rule));
    }

    private static <S extends Situation> boolean isSilentIn(Chapter<S> chapter, RuleId rule) {
        boolean passed = false;
        Optional<Row<S>> found = Optional.empty();
        for (Section<S> section : chapter.sections()) {
            for (Row<S> row : section.rows()) {
                if (passed && found.map(one -> overlap(one, row)).orElse(false)) {
                    return false;
                }
                if (row.id().equals(rule)) {
                    found = Optional.of(row);
                }
            }
            passed = found.isPresent();
        }
        return found.filter(row -> row.plan() == Planner.NOTHING && !row.steady()).isPresent();
    }

    private static <S extends Situation> boolean overlap(Row<S> one, Row<S> other) {
        return one.when().stream()
                .allMatch(mine ->
                        other.when().stream()
                                .filter(theirs -> theirs.column().equals(mine.column()))
                                .allMatch(theirs -> meet(mine, theirs)));
    }

    private static boolean meet(Column.Condition<?, ?> one, Column.Condition<?, ?> other) {
        return one.allowed().stream().anyMatch(other.allowed()::contains);
    }

    private static String text(Result result) {
        Failure failure = result.failures().getFirst();
        return "%s: %s %s at %ss: %s"
                .formatted(
                        result.name(),
                        failure.id(),
                        failure.title(),
                        failure.at(),
                        failure.because());
    }
}
