package io.matriarch.machine;

import io.matriarch.judge.AsideSituation;
import io.matriarch.judge.ErrandSituation;
import io.matriarch.judge.HolderSituation;
import io.matriarch.judge.NewcomerSituation;
import io.matriarch.judge.OutsiderSituation;
import io.matriarch.judge.PausedHolderSituation;
import io.matriarch.judge.PausedMemberSituation;
import io.matriarch.judge.Situation;
import io.matriarch.judge.StandbyLeaderSituation;
import io.matriarch.rule.Chapter;
import io.matriarch.rule.DecisionTable;

/** Whether the table says that a situation cannot be. */
final class Impossible {
    private Impossible() {}

    static boolean is(Situation situation) {
        return switch (situation) {
            case AsideSituation one -> covers(DecisionTable.WHOLE.aside(), one);
            case HolderSituation one -> covers(DecisionTable.WHOLE.holder(), one);
            case OutsiderSituation one -> covers(DecisionTable.WHOLE.outsider(), one);
            case NewcomerSituation one -> covers(DecisionTable.WHOLE.newcomer(), one);
            case ErrandSituation one -> covers(DecisionTable.WHOLE.errand(), one);
            case PausedHolderSituation one -> covers(DecisionTable.WHOLE.pausedHolder(), one);
            case PausedMemberSituation one -> covers(DecisionTable.WHOLE.pausedMember(), one);
            case StandbyLeaderSituation one -> covers(DecisionTable.WHOLE.standbyLeader(), one);
        };
    }

    private static <S extends Situation> boolean covers(Chapter<S> chapter, S situation) {
        return chapter.impossible().stream().anyMatch(one -> one.covers(situation));
    }
}
