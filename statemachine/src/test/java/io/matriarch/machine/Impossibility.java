package io.matriarch.machine;

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
import io.matriarch.rule.Chapter;
import io.matriarch.rule.DecisionTable;

/** Which situations the table says cannot be. */
final class Impossibility {
    private Impossibility() {}

    static boolean covers(Situation situation) {
        return switch (situation) {
            case AsideSituation one -> names(DecisionTable.WHOLE.aside(), one);
            case HandoffSituation one -> names(DecisionTable.WHOLE.handoff(), one);
            case HolderSituation one -> names(DecisionTable.WHOLE.holder(), one);
            case PromisedSituation one -> names(DecisionTable.WHOLE.promised(), one);
            case OutsiderSituation one -> names(DecisionTable.WHOLE.outsider(), one);
            case NewcomerSituation one -> names(DecisionTable.WHOLE.newcomer(), one);
            case ErrandSituation one -> names(DecisionTable.WHOLE.errand(), one);
            case PausedHolderSituation one -> names(DecisionTable.WHOLE.pausedHolder(), one);
            case PausedMemberSituation one -> names(DecisionTable.WHOLE.pausedMember(), one);
            case StandbyLeaderSituation one -> names(DecisionTable.WHOLE.standbyLeader(), one);
        };
    }

    private static <S extends Situation> boolean names(Chapter<S> chapter, S situation) {
        return chapter.impossible().stream().anyMatch(one -> one.covers(situation));
    }
}
