package io.matriarch.rule;

import io.matriarch.judge.AsideSituation;
import io.matriarch.judge.ErrandSituation;
import io.matriarch.judge.HandoffSituation;
import io.matriarch.judge.HolderSituation;
import io.matriarch.judge.NewcomerSituation;
import io.matriarch.judge.OutsiderSituation;
import io.matriarch.judge.PausedHolderSituation;
import io.matriarch.judge.PausedMemberSituation;
import io.matriarch.judge.PromisedSituation;
import io.matriarch.judge.Situation;
import io.matriarch.judge.StandbyLeaderSituation;
import io.matriarch.value.RuleId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that a member can decide.
 *
 * @param holder the rows of the member that holds the lock
 * @param handoff those of the one that hands the lock over
 * @param promised those of a primary that leads by the members' promise
 * @param outsider those of a member with data that does not
 * @param newcomer those of a member without usable data
 * @param errand those of a member that follows and carries out an order
 * @param pausedHolder those of the holder of the lock in maintenance
 * @param pausedMember those of a member without the lock in maintenance
 * @param standbyLeader those of the holder of a standby cluster's lock
 * @param aside those of a member that does not take part
 * @param upkeep the chores that follow a steady row
 * @param always the chores that follow every step
 */
public record DecisionTable(
        Chapter<HolderSituation> holder,
        Chapter<HandoffSituation> handoff,
        Chapter<PromisedSituation> promised,
        Chapter<OutsiderSituation> outsider,
        Chapter<NewcomerSituation> newcomer,
        Chapter<ErrandSituation> errand,
        Chapter<PausedHolderSituation> pausedHolder,
        Chapter<PausedMemberSituation> pausedMember,
        Chapter<StandbyLeaderSituation> standbyLeader,
        Chapter<AsideSituation> aside,
        List<Chore> upkeep,
        List<Chore> always) {
    /** The one that is in force, with every rule. */
    public static final DecisionTable WHOLE =
            new DecisionTable(
                    HolderChapter.chapter(),
                    HandoffChapter.chapter(),
                    PromisedChapter.chapter(),
                    OutsiderChapter.chapter(),
                    NewcomerChapter.chapter(),
                    ErrandChapter.chapter(),
                    PausedHolderChapter.chapter(),
                    PausedMemberChapter.chapter(),
                    StandbyLeaderChapter.chapter(),
                    AsideChapter.chapter(),
                    Stream.of(
                                    Upkeep.chores(),
                                    SyncPlans.chores(),
                                    SlotPlans.chores(),
                                    StandbyLeaderPlans.upkeep())
                            .flatMap(List::stream)
                            .toList(),
                    Stream.of(
                                    Always.chores(),
                                    OrderChores.chores(),
                                    StandbyLeaderPlans.always(),
                                    WatchdogPlans.chores())
                            .flatMap(List::stream)
                            .toList());

    private static final Map<RuleId, String> REASONS = WHOLE.reasons();

    public DecisionTable {
        upkeep = List.copyOf(upkeep);
        always = List.copyOf(always);
    }

    /** The one row that decides; absent only for situations that cannot exist. */
    public Optional<? extends Row<? extends Situation>> first(Situation situation) {
        return switch (situation) {
            case AsideSituation one -> aside.decide(one);
            case HandoffSituation one -> handoff.decide(one);
            case HolderSituation one -> holder.decide(one);
            case PromisedSituation one -> promised.decide(one);
            case OutsiderSituation one -> outsider.decide(one);
            case NewcomerSituation one -> newcomer.decide(one);
            case ErrandSituation one -> errand.decide(one);
            case PausedHolderSituation one -> pausedHolder.decide(one);
            case PausedMemberSituation one -> pausedMember.decide(one);
            case StandbyLeaderSituation one -> standbyLeader.decide(one);
        };
    }

    /** All chapters, in the order of the document. */
    public List<Chapter<? extends Situation>> chapters() {
        return List.of(
                holder,
                handoff,
                promised,
                outsider,
                newcomer,
                errand,
                pausedHolder,
                pausedMember,
                standbyLeader,
                aside);
    }

    /**
     * This table as if the rule had never been written, to see who would miss it. Where a row is
     * gone the later sections decide, and where none of them does nothing is done: the table stays
     * whole. A chore that is gone is never due.
     */
    public DecisionTable without(RuleId id) {
        return new DecisionTable(
                holder.without(id),
                handoff.without(id),
                promised.without(id),
                outsider.without(id),
                newcomer.without(id),
                errand.without(id),
                pausedHolder.without(id),
                pausedMember.without(id),
                standbyLeader.without(id),
                aside.without(id),
                without(upkeep, id),
                without(always, id));
    }

    /** The sentence of a rule; empty for an unknown id. */
    public static String because(RuleId id) {
        return REASONS.getOrDefault(id, "");
    }

    /** All rules and their sentences, by id. */
    public static Map<RuleId, String> rules() {
        return REASONS;
    }

    private Map<RuleId, String> reasons() {
        Map<RuleId, String> reasons = new TreeMap<>();
        for (Chapter<? extends Situation> chapter : chapters()) {
            for (Section<? extends Situation> section : chapter.sections()) {
                for (Row<? extends Situation> row : section.rows()) {
                    add(reasons, row.id(), row.because());
                }
            }
        }
        always.forEach(chore -> add(reasons, chore.id(), chore.because()));
        upkeep.forEach(chore -> add(reasons, chore.id(), chore.because()));
        return Collections.unmodifiableMap(reasons);
    }

    private static void add(Map<RuleId, String> reasons, RuleId id, String because) {
        if (reasons.put(id, because) != null) {
            throw new IllegalStateException("rule id used twice: " + id);
        }
    }

    private static List<Chore> without(List<Chore> chores, RuleId id) {
        return chores.stream().filter(chore -> !chore.id().equals(id)).toList();
    }
}
