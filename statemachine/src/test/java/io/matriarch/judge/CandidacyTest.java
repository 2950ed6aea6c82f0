package io.matriarch.judge;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.fork;
import static io.matriarch.testing.Facts.primary;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.tags;
import static io.matriarch.testing.Facts.told;
import static io.matriarch.testing.Facts.toldPrimary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidacyTest {
    private static final Peers.Answer EQUAL = told(1, WRITTEN);
    private static final Peers.Answer AHEAD = told(1, WRITTEN + 1);
    private static final Peers.Answer SILENT = new Peers.Silent("no route to host");
    private static final NodeState FREE = States.standbyOfFreeLock();

    @Test
    void nobodyJudgesBeforeTheOthersWereAsked() {
        assertEquals("AskFirst[]", verdict(FREE));
        assertEquals("AskFirst[]", verdict(States.later(heard(EQUAL, EQUAL), 10)), "stale");
        assertEquals(
                "Best[why=nobody able is ahead of 0/5000]",
                verdict(States.seeing(FREE, Views.free().without(N2, N3), true)),
                "nobody to ask");
    }

    @Test
    void theLongestLogComesFirst() {
        assertEquals("Best[why=nobody able is ahead of 0/5000]", verdict(heard(EQUAL, EQUAL)));
        assertEquals("Best[why=nobody able is ahead of 0/5000]", verdict(heard(SILENT, SILENT)));
        assertEquals("Later[first=n3, why=at 0/5001 against 0/5000]", verdict(heard(EQUAL, AHEAD)));
    }

    @Test
    void whoeverMayNotLeadIsNotWaitedFor() {
        Peers.Answer barred =
                new Peers.Told(
                        false, Optional.of(Facts.timeline(1)), new Lsn(WRITTEN + 1), false, 1);

        assertEquals("Best[why=nobody able is ahead of 0/5000]", verdict(heard(EQUAL, barred)));
    }

    @Test
    void theHigherPriorityWinsBetweenEquals() {
        Peers.Answer preferred =
                new Peers.Told(false, Optional.of(Facts.timeline(1)), new Lsn(WRITTEN), true, 2);

        assertEquals(
                "Later[first=n2, why=failover_priority 2 against 1]",
                verdict(heard(preferred, EQUAL)));
    }

    @Test
    void aTimelineThatNobodyRecordedIsNoMerit() {
        assertEquals(
                "Best[why=nobody able is ahead of 0/5000]",
                verdict(heard(told(7, WRITTEN + 1), EQUAL)),
                "forked by hand");
    }

    @Test
    void aPrimaryThatStillRunsIsWaitedFor() {
        assertEquals(
                "Later[first=n2, why=its PostgreSQL still runs as primary]",
                verdict(heard(toldPrimary(1, WRITTEN), EQUAL)));
    }

    @Test
    void whoeverMayNotLeadSaysWhy() {
        NodeState asked = heard(EQUAL, EQUAL);

        assertEquals(
                "Ineligible[why=tag nofailover, or failover_priority 0]",
                verdict(States.tagged(asked, tags(true, 1, false))));
        assertEquals(
                "Ineligible[why=tag nofailover, or failover_priority 0]",
                verdict(States.tagged(asked, tags(false, 0, false))));
        assertEquals(
                "Ineligible[why=PostgreSQL does not run here]",
                verdict(asked.with(Facts.stoppedStandby())));
        assertEquals(
                "Ineligible[why=work on the data directory was begun and not finished]",
                verdict(States.unfinished(asked, Unfinished.REWIND)));
    }

    @Test
    void whoeverLagsTooMuchMayNotLead() {
        Views far = Views.free().withPosition(WRITTEN + 1_048_577);
        Views near = Views.free().withPosition(WRITTEN + 1_048_576);

        assertEquals(
                "Ineligible[why=1048577 bytes behind the last leader,"
                        + " maximum_lag_on_failover is 1048576]",
                verdict(States.seeing(heard(EQUAL, EQUAL), far, true)));
        assertEquals(
                "Best[why=nobody able is ahead of 0/5000]",
                verdict(States.seeing(heard(EQUAL, EQUAL), near, true)));
    }

    @Test
    void anOlderTimelineMayLeadUnlessItWentOnAfterTheFork() {
        NodeState behind =
                States.seeing(heard(EQUAL, EQUAL), Views.free().withHistory(fork(1, 0x5000)), true);

        assertEquals("Best[why=nobody able is ahead of 0/5000]", verdict(behind));
        assertEquals(
                "Ineligible[why=diverged: timeline 1 was left at 0/5000]",
                verdict(behind.with(standby(1, 0x5001))));
        assertEquals(
                "Ineligible[why=on timeline 1, the cluster has been on 2]",
                verdict(States.settings(behind, true, true)),
                "check_timeline");
    }

    @Test
    void aRequestDecidesAmongTheAble() {
        Optional<MemberName> any = Optional.empty();

        assertEquals(
                "Best[why=named as candidate]",
                verdict(requested(Views.free().asked(any, Optional.of(N1)), EQUAL, AHEAD)));
        assertEquals(
                "Later[first=n2, why=named as candidate and able]",
                verdict(requested(Views.free().asked(any, Optional.of(N2)), EQUAL, EQUAL)));
        assertEquals(
                "Best[why=nobody able is ahead of 0/5000]",
                verdict(requested(Views.free().asked(any, Optional.of(N2)), SILENT, EQUAL)),
                "the candidate is gone");
        assertEquals(
                "Later[first=n2, why=the lock was given away on request]",
                verdict(requested(Views.free().asked(Optional.of(N1), any), EQUAL, EQUAL)));
    }

    @Test
    void aFormerLeaderMayTakeItsLockBackWhenTheOthersHadTheirChance() {
        NodeState waiting =
                States.later(
                        requested(
                                Views.free().asked(Optional.of(N1), Optional.empty()),
                                EQUAL,
                                EQUAL),
                        10);

        assertEquals(
                "Best[why=nobody able is ahead of 0/5000]",
                verdict(States.answered(waiting, EQUAL, EQUAL)));
    }

    @Test
    void aRunningPrimaryLeadsUnlessTheClusterHasBeenFurther() {
        NodeState ahead = States.seeing(FREE, Views.free().withHistory(fork(1, 0x4000)), true);

        assertEquals(
                "Best[why=runs as primary on the cluster's newest timeline]",
                verdict(FREE.with(primary(1, WRITTEN))));
        assertEquals(
                "Ineligible[why=runs as primary on timeline 1, but the cluster has been on 2]",
                verdict(ahead.with(primary(1, WRITTEN))));
    }

    private static NodeState heard(Peers.Answer ofN2, Peers.Answer ofN3) {
        return States.answered(FREE, ofN2, ofN3);
    }

    private static NodeState requested(Views view, Peers.Answer ofN2, Peers.Answer ofN3) {
        return States.seeing(heard(ofN2, ofN3), view, true);
    }

    private static String verdict(NodeState state) {
        return Candidacy.of(state).toString();
    }
}
