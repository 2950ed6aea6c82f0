package io.matriarch.rule;

import io.matriarch.judge.AsideSituation;
import io.matriarch.judge.HolderSituation;
import io.matriarch.judge.NewcomerSituation;
import io.matriarch.judge.OutsiderSituation;
import io.matriarch.judge.Situation;
import io.matriarch.value.RuleId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that a member can decide. */
public final class DecisionTable {
    public static final Chapter<AsideSituation> ASIDE = AsideChapter.chapter();
    public static final Chapter<HolderSituation> HOLDER = HolderChapter.chapter();
    public static final Chapter<OutsiderSituation> OUTSIDER = OutsiderChapter.chapter();
    public static final Chapter<NewcomerSituation> NEWCOMER = NewcomerChapter.chapter();
    public static final List<Chore> ALWAYS = Always.chores();
    public static final List<Chore> UPKEEP = Upkeep.chores();

    private static final Map<RuleId, String> REASONS = reasons();

    private DecisionTable() {}

    /** The one row that decides; absent only for situations that cannot exist. */
    public static Optional<? extends Row<? extends Situation>> first(Situation situation) {
        return switch (situation) {
            case AsideSituation one -> ASIDE.decide(one);
            case HolderSituation one -> HOLDER.decide(one);
            case OutsiderSituation one -> OUTSIDER.decide(one);
            case NewcomerSituation one -> NEWCOMER.decide(one);
        };
    }

    /** All chapters, in the order of the document. */
    public static List<Chapter<? extends Situation>> chapters() {
        return List.of(HOLDER, OUTSIDER, NEWCOMER, ASIDE);
    }

    /** The sentence of a rule; empty for an unknown id. */
    public static String because(RuleId id) {
        return REASONS.getOrDefault(id, "");
    }

    /** All rules and their sentences, by id. */
    public static Map<RuleId, String> rules() {
        return REASONS;
    }

    private static Map<RuleId, String> reasons() {
        Map<RuleId, String> reasons = new TreeMap<>();
        for (Chapter<? extends Situation> chapter : chapters()) {
            for (Section<? extends Situation> section : chapter.sections()) {
                for (Row<? extends Situation> row : section.rows()) {
                    add(reasons, row.id(), row.because());
                }
            }
        }
        ALWAYS.forEach(chore -> add(reasons, chore.id(), chore.because()));
        UPKEEP.forEach(chore -> add(reasons, chore.id(), chore.because()));
        return Collections.unmodifiableMap(reasons);
    }

    private static void add(Map<RuleId, String> reasons, RuleId id, String because) {
        if (reasons.put(id, because) != null) {
            throw new IllegalStateException("rule id used twice: " + id);
        }
    }
}
