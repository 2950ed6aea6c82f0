package io.matriarch.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.judge.Situation;
import io.matriarch.value.RuleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tries every situation there can be. */
class DecisionTableTest {
    private static final int ENOUGH = 12;

    @Test
    void everySituationThatCanExistIsDecidedByExactlyOneRow() {
        List<String> wrong = new ArrayList<>();
        for (Chapter<? extends Situation> chapter : DecisionTable.WHOLE.chapters()) {
            undecided(chapter, wrong);
        }
        assertEquals(List.of(), wrong.subList(0, Math.min(ENOUGH, wrong.size())));
    }

    private static <S extends Situation> void undecided(Chapter<S> chapter, List<String> wrong) {
        Enumeration.forEach(
                chapter,
                situation -> {
                    boolean possible =
                            chapter.impossible().stream().noneMatch(one -> one.covers(situation));
                    if (possible && chapter.decide(situation).isEmpty()) {
                        wrong.add("undecided: " + situation);
                    }
                });
    }

    @Test
    void rowsOfOneSectionNeverOverlap() {
        Set<String> overlaps = new HashSet<>();
        for (Chapter<? extends Situation> chapter : DecisionTable.WHOLE.chapters()) {
            overlaps(chapter, overlaps);
        }
        assertEquals(Set.of(), overlaps);
    }

    private static <S extends Situation> void overlaps(Chapter<S> chapter, Set<String> overlaps) {
        Enumeration.forEach(
                chapter,
                situation -> {
                    for (Section<S> section : chapter.sections()) {
                        List<RuleId> matching =
                                section.rows().stream()
                                        .filter(row -> row.matches(situation))
                                        .map(Row::id)
                                        .toList();
                        if (matching.size() > 1) {
                            overlaps.add(matching + " for example in " + situation);
                        }
                    }
                });
    }

    @Test
    void everyRowDecidesSomeSituation() {
        Set<RuleId> alive = new HashSet<>();
        Set<RuleId> all = new HashSet<>();
        for (Chapter<? extends Situation> chapter : DecisionTable.WHOLE.chapters()) {
            collect(chapter, alive, all);
        }
        all.removeAll(alive);
        assertEquals(Set.of(), all);
    }

    private static <S extends Situation> void collect(
            Chapter<S> chapter, Set<RuleId> alive, Set<RuleId> all) {
        chapter.sections().forEach(section -> section.rows().forEach(row -> all.add(row.id())));
        Enumeration.forEach(
                chapter,
                situation -> {
                    boolean possible =
                            chapter.impossible().stream().noneMatch(one -> one.covers(situation));
                    Optional<Row<S>> row = chapter.decide(situation);
                    if (possible && row.isPresent()) {
                        alive.add(row.get().id());
                    }
                });
    }

    @Test
    void aTableWithoutOneRowStillDecidesEverySituation() {
        List<String> wrong = new ArrayList<>();
        for (Chapter<? extends Situation> chapter : DecisionTable.WHOLE.chapters()) {
            eachDamaged(chapter, wrong);
        }
        assertEquals(List.of(), wrong.subList(0, Math.min(ENOUGH, wrong.size())));
    }

    private static <S extends Situation> void eachDamaged(Chapter<S> chapter, List<String> wrong) {
        for (Section<S> section : chapter.sections()) {
            section.rows().forEach(row -> undecided(chapter.without(row.id()), wrong));
        }
    }

    @Test
    void tablesStaySmallEnoughToRead() {
        for (Chapter<? extends Situation> chapter : DecisionTable.WHOLE.chapters()) {
            assertTrue(chapter.columns().size() <= 8, chapter.title() + ": columns");
            for (Column<? extends Situation, ?> column : chapter.columns()) {
                assertTrue(column.all().size() <= 6, column.name() + ": values");
            }
            for (Section<? extends Situation> section : chapter.sections()) {
                for (Row<? extends Situation> row : section.rows()) {
                    assertTrue(row.when().size() <= 4, row.id() + ": conditions");
                }
            }
        }
    }

    @Test
    void everyRuleSaysWhyInASentence() {
        List<String> wrong = new ArrayList<>();
        DecisionTable.rules()
                .forEach((id, because) -> {
                    boolean sentence =
                            because.length() > 20
                                    && Character.isUpperCase(because.charAt(0))
                                    && because.endsWith(".");
                    if (!sentence) {
                        wrong.add(id + ": " + because);
                    }
                });
        assertEquals(List.of(), wrong);
    }

    @Test
    void noNumberOfASectionIsUsedTwice() {
        TreeMap<String, RuleId> seen = new TreeMap<>();
        List<String> twice = new ArrayList<>();
        for (RuleId id : DecisionTable.rules().keySet()) {
            RuleId other = seen.put(id.text().substring(0, 3), id);
            if (other != null) {
                twice.add(other + " and " + id);
            }
        }
        assertEquals(List.of(), twice);
    }
}
