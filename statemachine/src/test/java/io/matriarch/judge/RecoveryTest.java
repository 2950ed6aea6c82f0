package io.matriarch.judge;

import static io.matriarch.judge.Recovery.ASK;
import static io.matriarch.judge.Recovery.HAND_ON;
import static io.matriarch.judge.Recovery.HAND_OVER;
import static io.matriarch.judge.Recovery.NONE;
import static io.matriarch.judge.Recovery.REOPEN;
import static io.matriarch.judge.Recovery.RESTART;
import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.crashedPrimary;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.stoppedPrimary;
import static io.matriarch.testing.Facts.stoppedStandby;
import static io.matriarch.testing.Facts.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Task;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final Peers.Answer ABLE = told(1, WRITTEN);
    private static final Peers.Answer SILENT = new Peers.Silent("no route to host");

    @Test
    void whatRunsNeedsNoRecovery() {
        assertEquals(NONE, Recovery.of(States.steadyPrimary()));
        assertEquals(NONE, Recovery.of(with(standby(1, WRITTEN))));
        assertEquals(NONE, Recovery.of(with(new Postgres.Hanging("no answer"))));
    }

    @Test
    void whatStoppedIsStartedAsWhatItWas() {
        assertEquals(RESTART, Recovery.of(with(stoppedPrimary())));
        assertEquals(RESTART, Recovery.of(with(crashedPrimary())));
        assertEquals(REOPEN, Recovery.of(with(stoppedStandby())));
    }

    @Test
    void aFailureAMomentAgoEarnsAPause() {
        assertEquals(ASK, Recovery.of(States.paused(with(crashedPrimary()))));
        assertEquals(ASK, Recovery.of(States.paused(with(stoppedStandby()))));
        assertEquals(ASK, Recovery.of(States.paused(with(new Postgres.NoData()))));
    }

    @Test
    void dataThatIsWorthNothingIsHandedOn() {
        assertEquals(HAND_ON, Recovery.of(with(new Postgres.NoData())));
        assertEquals(HAND_ON, Recovery.of(unfinished(Unfinished.REWIND)));
        assertEquals(HAND_ON, Recovery.of(unfinished(Unfinished.COPY)));
        assertEquals(HAND_ON, Recovery.of(unfinished(Unfinished.INITDB)));
        assertEquals(RESTART, Recovery.of(unfinished(Unfinished.BIRTH)));
    }

    @Test
    void aHopelessRestartIsHandedOnWhenSomebodyIsAble() {
        NodeState hopeless = States.failures(with(crashedPrimary()), 3, 0, 0);

        assertEquals(RESTART, Recovery.of(States.failures(with(crashedPrimary()), 2, 0, 0)));
        assertEquals(ASK, Recovery.of(hopeless), "the others were not asked");
        assertEquals(HAND_ON, Recovery.of(States.answered(hopeless, ABLE, SILENT)));
        assertEquals(RESTART, Recovery.of(States.answered(hopeless, SILENT, SILENT)));
    }

    @Test
    void aRestartGetsThePrimaryStartTimeout() {
        NodeState crashed = States.later(with(crashedPrimary()), 300);
        NodeState heard = States.answered(crashed, ABLE, ABLE);

        assertEquals(RESTART, Recovery.of(States.downFor(heard, 299.999)));
        assertEquals(HAND_ON, Recovery.of(States.downFor(heard, 300)));
        assertEquals(ASK, Recovery.of(States.downFor(States.later(heard, 10), 300)), "stale");
    }

    @Test
    void aStartThatTakesTooLongIsJudgedLikeOneThatFailed() {
        NodeState starting = with(new Postgres.Starting(false));

        assertEquals(NONE, Recovery.of(starting));
        assertEquals(ASK, Recovery.of(States.downFor(starting, 300)));
        assertEquals(NONE, Recovery.of(States.downFor(States.later(starting, 1), 299)));
    }

    @Test
    void anUncertaintyThatLastsIsHandedOn() {
        NodeState hanging = with(new Postgres.Hanging("no answer"));

        assertEquals(NONE, Recovery.of(States.unsureFor(hanging, 299)));
        assertEquals(HAND_ON, Recovery.of(States.unsureFor(hanging, 300)));
    }

    @Test
    void aServerThatIsUpAgainAfterLongIsNotJudgedByHowLongItWasDown() {
        NodeState started = with(new Postgres.Unknown("start as primary ended"));

        assertEquals(NONE, Recovery.of(States.downFor(started, 1000)));
    }

    @Test
    void aStopForAHandoverWaitsForACandidateThatHasEverything() {
        Views asked = Views.ledByN1().asked(Optional.of(N1), Optional.empty());
        NodeState down = States.seeing(with(stoppedPrimary()), asked);
        Peers.Answer short1 = told(1, WRITTEN - 1);

        assertEquals(ASK, Recovery.of(States.downFor(down, 0)), "ask them first");
        assertEquals(HAND_OVER, Recovery.of(States.answered(down, ABLE, short1)));
        assertEquals(ASK, Recovery.of(States.answered(down, short1, SILENT)), "it may catch up");
        NodeState late = States.answered(States.later(down, 11), short1, SILENT);
        assertEquals(RESTART, Recovery.of(States.downFor(late, 10)), "nobody caught up");
    }

    @Test
    void aCrashIsNotHandedOverOnRequest() {
        Views asked = Views.ledByN1().asked(Optional.of(N1), Optional.empty());
        NodeState down = States.seeing(with(crashedPrimary()), asked);

        assertEquals(RESTART, Recovery.of(States.answered(down, ABLE, ABLE)));
    }

    @Test
    void aHandoverThatIsRequestedWhileThePrimaryStartsDoesNotWaitForIt() {
        Views asked = Views.ledByN1().asked(Optional.of(N1), Optional.empty());
        NodeState starting = States.seeing(with(new Postgres.Starting(false)), asked);
        NodeState opening = States.seeing(with(new Postgres.Starting(true)), asked);

        assertEquals(ASK, Recovery.of(starting), "the others were not asked");
        assertEquals(HAND_ON, Recovery.of(States.answered(starting, ABLE, SILENT)));
        assertEquals(NONE, Recovery.of(States.answered(starting, SILENT, SILENT)), "nobody able");
        assertEquals(NONE, Recovery.of(States.answered(opening, ABLE, ABLE)), "a standby opens");
    }

    @Test
    void aStartThatWasGivenUpForAHandoverIsNotBegunAgain() {
        Views asked = Views.ledByN1().asked(Optional.of(N1), Optional.empty());
        NodeState crashed = with(crashedPrimary());
        NodeState givenUp =
                crashed.with(crashed.orders().with(new Task.HandingOver(crashed.now())));
        NodeState down = States.seeing(givenUp, asked);

        assertEquals(ASK, Recovery.of(down));
        assertEquals(HAND_ON, Recovery.of(States.answered(down, ABLE, SILENT)));
        assertEquals(RESTART, Recovery.of(States.answered(down, SILENT, SILENT)), "nobody able");
        assertEquals(RESTART, Recovery.of(givenUp), "it was called off");
    }

    private static NodeState with(Postgres found) {
        return States.steadyPrimary().with(found);
    }

    private static NodeState unfinished(Unfinished work) {
        return States.unfinished(with(stoppedPrimary()), work);
    }
}
