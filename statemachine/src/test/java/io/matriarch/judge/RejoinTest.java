package io.matriarch.judge;

import static io.matriarch.judge.Rejoin.FIT;
import static io.matriarch.judge.Rejoin.MEND;
import static io.matriarch.judge.Rejoin.PAUSED;
import static io.matriarch.judge.Rejoin.UNTOLD;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.crashedPrimary;
import static io.matriarch.testing.Facts.fork;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.standby;
import static io.matriarch.testing.Facts.stopped;
import static io.matriarch.testing.Facts.stoppedStandby;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.ControlData.Phase;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Role;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The leader n2 runs on timeline 2, which began at 0/4000 of timeline 1. */
class RejoinTest {
    private static final Views LEADER_ON_2 =
            Views.ledByN2().with(N2, record(N2, Role.PRIMARY, 2)).withHistory(fork(1, 0x4000));

    @Test
    void aLogThatEndsBeforeTheForkMayFollow() {
        assertEquals(FIT, Rejoin.of(with(stopped(Phase.PRIMARY_STOPPED, 1, 0x4000))));
        assertEquals(FIT, Rejoin.of(with(stopped(Phase.STANDBY_STOPPED, 1, 0x3000))));
        assertEquals(FIT, Rejoin.of(with(standby(1, 0x4000))));
        assertEquals(FIT, Rejoin.of(with(standby(2, 0x9000))));
    }

    @Test
    void aLogThatGoesBeyondTheForkIsMended() {
        assertEquals(MEND, Rejoin.of(with(stopped(Phase.PRIMARY_STOPPED, 1, 0x4001))));
        assertEquals(MEND, Rejoin.of(with(crashedPrimary())), "its end is unknown");
        assertEquals(MEND, Rejoin.of(with(standby(1, 0x4001, Optional.empty()))));
    }

    @Test
    void whoeverStreamsFromTheLeaderIsFitWhateverWeReadOfItsHistory() {
        assertEquals(FIT, Rejoin.of(with(standby(1, 0x4001))));
    }

    @Test
    void aTimelineThatBothHaveWrittenIsMended() {
        assertEquals(MEND, Rejoin.of(with(stopped(Phase.PRIMARY_STOPPED, 2, 0x5000))));
    }

    @Test
    void aRewindThatWasBegunIsBegunAgainWhateverTheFilesSay() {
        NodeState half = States.unfinished(with(stoppedStandby()), Unfinished.REWIND);

        assertEquals(MEND, Rejoin.of(half));
    }

    @Test
    void whatCannotBeReadIsNotTakenForFit() {
        assertEquals(MEND, Rejoin.of(with(new Postgres.Unreadable("checksum is wrong"))));
    }

    @Test
    void aFormerPrimaryWaitsForTheLeaderToTell() {
        Views untold = LEADER_ON_2.withHistory();

        assertEquals(UNTOLD, Rejoin.of(sees(untold, stopped(Phase.PRIMARY_STOPPED, 1, 0x4000))));
        assertEquals(FIT, Rejoin.of(sees(untold, stoppedStandby())), "a standby just follows");
        assertEquals(
                UNTOLD,
                Rejoin.of(
                        States.unfinished(
                                sees(
                                        untold.with(N2, record(N2, Role.REPLICA, 1)),
                                        stoppedStandby()),
                                Unfinished.REWIND)),
                "the leader does not run as primary yet");
    }

    @Test
    void aFailureAMomentAgoEarnsAPause() {
        assertEquals(PAUSED, Rejoin.of(States.paused(with(crashedPrimary()))));
        assertEquals(PAUSED, Rejoin.of(States.paused(with(standby(2, 1)))));
    }

    private static NodeState with(Postgres found) {
        return sees(LEADER_ON_2, found);
    }

    private static NodeState sees(Views view, Postgres found) {
        return States.seeing(States.steadyStandby(), view).with(found);
    }
}
