package io.matriarch.simulator.invariant;

import static io.matriarch.simulator.truth.FakeTruth.N1;
import static io.matriarch.simulator.truth.FakeTruth.N2;
import static io.matriarch.simulator.truth.FakeTruth.N3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.PeerAction;
import io.matriarch.machine.Genesis;
import io.matriarch.machine.Step;
import io.matriarch.simulator.truth.FakeTruth;
import io.matriarch.value.Lsn;
import io.matriarch.value.Moment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Votes without withdrawal are planted, and the checker barks. */
final class VotesWithdrawTest {
    private final FakeTruth truth = new FakeTruth();
    private final Invariant invariant = new VotesWithdraw();

    private static Step voting(boolean withdrew, long position) {
        return new Step(
                Genesis.state(),
                List.of(),
                Optional.empty(),
                List.of(new PeerAction.AnswerVote(1, withdrew, new Lsn(position), "as planted")),
                List.of(),
                Moment.NEVER);
    }

    @Test
    void aVoteBeforeTheWithdrawalIsNoticed() {
        assertEquals(Optional.empty(), invariant.stepped(truth.free(), N2, voting(false, 0)));
        assertEquals(
                Optional.of("n2 votes and still receives from n1"),
                invariant.stepped(truth, N2, voting(true, 0)));
    }

    @Test
    void aVoterThatReceivesAgainBeforeAnybodyLeadsIsNoticed() {
        truth.free().withdrawn(N2);
        assertEquals(Optional.empty(), invariant.stepped(truth, N2, voting(true, 0)));
        assertEquals(Optional.empty(), invariant.after(truth));
        assertEquals(
                Optional.of("n2 has voted and receives from n1 before anybody leads"),
                invariant.after(truth.follows(N2, N1)));
        assertEquals(Optional.empty(), invariant.after(truth.held(N3, 20).follows(N2, N3)));
    }

    @Test
    void aVoterThatHasMoreThanItTellsIsNoticed() {
        truth.free().withdrawn(N2).position(N2, 0x200);
        assertEquals(
                Optional.of("n2 votes with 0/100 and has log up to 0/200"),
                invariant.stepped(truth, N2, voting(true, 0x100)));
    }
}
