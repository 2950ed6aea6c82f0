package io.matriarch.judge;

import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.primary;
import static io.matriarch.testing.Facts.standby;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.state.Ballots;
import io.matriarch.state.Feed;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.SyncPolicy.Mode;
import io.matriarch.testing.States;
import io.matriarch.testing.Views;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What n1 does when n3 asks for its vote. */
class VotingTest {
    private static final Views FREE = Views.free().synced(N2, 1, "n1", "n3");
    private static final Postgres.Standby STREAMS = standby(1, WRITTEN);
    private static final Postgres.Standby WITHDRAWN = standby(1, WRITTEN, Optional.empty());

    @Test
    void nobodyVotesUnasked() {
        assertEquals("Unasked[]", Voting.of(sees(FREE)).toString());
    }

    @Test
    void whoStreamsWithdrawsFirst() {
        assertEquals("WithdrawFirst[]", verdict(sees(FREE).with(STREAMS)));
        assertEquals("Withdrawn[position=0/5000]", verdict(sees(FREE).with(WITHDRAWN)));
    }

    @Test
    void untilTheReceiverIsGoneThereIsNoAnswer() {
        NodeState leaving =
                States.busy(sees(FREE).with(STREAMS), new Operation.Follow(new Feed.Nobody()));
        Postgres.Standby dying =
                new Postgres.Standby(
                        WITHDRAWN.systemId(),
                        WITHDRAWN.timeline(),
                        WITHDRAWN.received(),
                        WITHDRAWN.replayed(),
                        Optional.empty(),
                        true);

        assertEquals("Undecided[]", verdict(leaving));
        assertEquals("Undecided[]", verdict(sees(FREE).with(dying)));
        assertEquals("Undecided[]", verdict(sees(FREE).with(new Postgres.Unknown("follow ended"))));
        assertEquals(
                "Refused[why=its WAL receiver could not be stopped in time]",
                Voting.of(States.later(asked(leaving), 1.5)).toString());
    }

    @Test
    void whileSomebodyLeadsNobodyWithdraws() {
        Views led = Views.ledByN2().synced(N2, 1, "n1", "n3");

        assertEquals("Refused[why=n2 has the lock]", verdict(sees(led).with(STREAMS)));
    }

    @Test
    void theDcsIsReadAnewBeforeAnythingIsDone() {
        NodeState before = States.later(sees(FREE).with(STREAMS), 1);

        assertEquals("Undecided[]", Voting.of(asked(before)).toString());
    }

    @Test
    void whoIsNotInTheSetOrNoStandbyRefuses() {
        Views others = Views.free().synced(N2, 1, "n3", "n4");

        assertEquals("Refused[why=it is not in key sync]", verdict(sees(others).with(STREAMS)));
        assertEquals(
                "Refused[why=it is no running standby]",
                verdict(sees(FREE).with(primary(1, WRITTEN))));
    }

    private static NodeState sees(Views view) {
        return States.synchronous(
                States.seeing(States.standbyOfFreeLock(), view, true), Mode.QUORUM);
    }

    private static NodeState asked(NodeState state) {
        return state.with(Ballots.NONE.with(new Ballots.Open(1, N3, state.now())));
    }

    private static String verdict(NodeState state) {
        return Voting.of(asked(state)).toString();
    }
}
