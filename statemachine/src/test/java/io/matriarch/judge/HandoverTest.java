package io.matriarch.judge;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WALL;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.stoppedPrimary;
import static io.matriarch.testing.Facts.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.SyncPolicy.Mode;
import io.matriarch.testing.Facts;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import io.matriarch.value.MemberName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private static final Optional<MemberName> ANY = Optional.empty();
    private static final Peers.Answer EQUAL = told(1, WRITTEN);
    private static final Peers.Answer SILENT = new Peers.Silent("no route to host");

    @Test
    void withoutARequestThereIsNothingToDo() {
        assertEquals("None[]", verdict(States.steadyPrimary()));
    }

    @Test
    void aRequestIsJudgedByWhatTheOthersAnswer() {
        Views asked = Views.ledByN1().asked(Optional.of(N1), ANY);

        assertEquals("AskFirst[]", verdict(leaderSees(asked)));
        assertEquals("Ready[to=n2]", verdict(heard(asked, EQUAL, EQUAL)));
        assertEquals("Ready[to=n3]", verdict(heard(asked, SILENT, EQUAL)));
        assertEquals("Void[why=no member is fit to lead]", verdict(heard(asked, SILENT, SILENT)));
    }

    @Test
    void aNamedCandidateIsTheOnlyOneThatCounts() {
        Views asked = Views.ledByN1().asked(ANY, Optional.of(N3));

        assertEquals("Ready[to=n3]", verdict(heard(asked, EQUAL, EQUAL)));
        assertEquals(
                "Void[why=n3 is not fit to lead: does not answer: no route to host]",
                verdict(heard(asked, EQUAL, SILENT)));
    }

    @Test
    void aCandidateThatLagsTooMuchIsNotFit() {
        Views asked = Views.ledByN1().asked(ANY, Optional.of(N2));
        NodeState leader = heard(asked, EQUAL, EQUAL);

        assertEquals(
                "Ready[to=n2]",
                verdict(leader.with(primary(WRITTEN + 1_048_576))),
                "maximum_lag_on_failover");
        assertEquals(
                "Void[why=n2 is not fit to lead: lacks 1048577 bytes of our log]",
                verdict(leader.with(primary(WRITTEN + 1_048_577))));
    }

    @Test
    void afterACleanStopTheCandidateMustHaveEverything() {
        Views asked = Views.ledByN1().asked(ANY, Optional.of(N2));

        assertEquals("Ready[to=n2]", verdict(heard(asked, EQUAL, EQUAL).with(stoppedPrimary())));
        assertEquals(
                "Void[why=n2 is not fit to lead: lacks 1 bytes of our log]",
                verdict(heard(asked, told(1, WRITTEN - 1), EQUAL).with(stoppedPrimary())));
    }

    @Test
    void answersFromBeforeTheStopDoNotCountAfterIt() {
        Views asked = Views.ledByN1().asked(ANY, Optional.of(N2));
        NodeState heard = heard(asked, EQUAL, EQUAL).with(stoppedPrimary());

        assertEquals("AskFirst[]", verdict(States.downFor(States.later(heard, 2), 1)));
    }

    @Test
    void aRequestForAnotherLeaderIsVoid() {
        assertEquals(
                "Void[why=it is meant for leader n2]",
                verdict(leaderSees(Views.ledByN1().asked(Optional.of(N2), ANY))));
        assertEquals(
                "Void[why=the candidate is the leader already]",
                verdict(leaderSees(Views.ledByN1().asked(ANY, Optional.of(N1)))));
    }

    @Test
    void aRequestFromBeforeOurTenureIsVoidUnlessItIsScheduled() {
        Views older = Views.ledByN1().asked(ANY, Optional.of(N3), Optional.empty(), 99);
        Views younger = Views.ledByN1().asked(ANY, Optional.of(N3), Optional.empty(), 101);
        Views planned = Views.ledByN1().asked(Optional.of(N1), ANY, Optional.of(WALL), 99);

        assertEquals(
                "Void[why=it was asked for before this tenure, of another leader or of none]",
                verdict(leaderSees(older)));
        assertEquals("AskFirst[]", verdict(leaderSees(younger)));
        assertEquals("AskFirst[]", verdict(leaderSees(planned)));
    }

    @Test
    void aScheduledRequestWaitsForItsTimeAndIsVoidLongAfterIt() {
        assertEquals("None[]", verdict(leaderSees(scheduled(WALL.plusSeconds(1)))));
        assertEquals("AskFirst[]", verdict(leaderSees(scheduled(WALL))));
        assertEquals("AskFirst[]", verdict(leaderSees(scheduled(WALL.minusSeconds(15)))));
        assertEquals(
                "Void[why=it was scheduled for 2024-12-31T23:59:44Z, which is over]",
                verdict(leaderSees(scheduled(WALL.minusSeconds(16)))));
    }

    @Test
    void aScheduledRequestThatWasBegunIsNotOver() {
        NodeState late = leaderSees(scheduled(WALL.minusSeconds(60)));

        assertEquals("AskFirst[]", verdict(late.with(stoppedPrimary())));
    }

    @Test
    void inSynchronousModeOnlyTheSetCanTakeOver() {
        Views any = Views.ledByN1().synced(N1, 0, "N2").asked(Optional.of(N1), ANY);
        Views byHand = Views.ledByN1().synced(N1, 0, "n2").asked(ANY, Optional.of(N3));
        Views planned = byHand.asked(Optional.of(N1), Optional.of(N3));

        assertEquals("Ready[to=n2]", synchronous(Mode.ON, any, EQUAL, EQUAL));
        assertEquals(
                "Void[why=no member is fit to lead]", synchronous(Mode.ON, any, SILENT, EQUAL));
        assertEquals(
                "Void[why=n3 is not fit to lead: not in key sync, which has n1, n2]",
                synchronous(Mode.ON, planned, EQUAL, EQUAL));
        assertEquals("Ready[to=n3]", synchronous(Mode.ON, byHand, EQUAL, EQUAL), "by hand");
        assertEquals("Ready[to=n3]", synchronous(Mode.OFF, planned, EQUAL, EQUAL), "mode off");
    }

    @Test
    void aQuorumMustBeInReachUnlessACandidateIsNamed() {
        Views any = Views.ledByN1().synced(N1, 1, "n2", "n3").asked(Optional.of(N1), ANY);
        Views named = any.asked(Optional.of(N1), Optional.of(N2));

        assertEquals("Ready[to=n2]", synchronous(Mode.QUORUM, any, EQUAL, EQUAL));
        assertEquals(
                "Void[why=too few of the synchronous set answer for anybody to be elected]",
                synchronous(Mode.QUORUM, any, EQUAL, SILENT));
        assertEquals("Ready[to=n2]", synchronous(Mode.QUORUM, named, EQUAL, SILENT));
    }

    private static String synchronous(Mode mode, Views view, Peers.Answer ofN2, Peers.Answer ofN3) {
        return verdict(States.synchronous(heard(view, ofN2, ofN3), mode));
    }

    private static Views scheduled(Instant at) {
        return Views.ledByN1().asked(Optional.of(N1), ANY, Optional.of(at));
    }

    private static Postgres primary(long written) {
        return Facts.primary(1, written);
    }

    private static NodeState leaderSees(Views view) {
        return States.seeing(States.steadyPrimary(), view);
    }

    private static NodeState heard(Views view, Peers.Answer ofN2, Peers.Answer ofN3) {
        return States.answered(leaderSees(view), ofN2, ofN3);
    }

    private static String verdict(NodeState state) {
        return Handover.of(state).toString();
    }
}
