package io.matriarch.runtime.peers;

import io.matriarch.action.PeerAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PeerEvent;
import io.matriarch.runtime.desk.Desk;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Votes that other members ask for over HTTP: puts each question to the machine and waits for what
 * it decides. Patroni neither sends nor reads the header.
 */
public final class BallotBox {
    /**
     * Whoever sends it asks for the vote of the member that it asks; its value is the candidate.
     */
    public static final String HEADER = "Matriarch-Vote";

    /** Longer than the machine's own patience, shorter than the asker's. */
    private static final Duration PATIENCE = Duration.ofMillis(1700);

    private static final PeerAction.AnswerVote UNDECIDED =
            new PeerAction.AnswerVote(0, "not decided in time");

    private final Desk<PeerAction.AnswerVote> desk;

    public BallotBox(Clock clock, Consumer<Event> inbox) {
        this.desk = new Desk<>(clock, inbox);
    }

    /** Asks the machine, and waits; no answer in time is a refusal. */
    public PeerAction.AnswerVote ask(MemberName candidate) {
        return desk.ask((at, ballot) -> new PeerEvent.VoteAsked(at, ballot, candidate), PATIENCE)
                .orElse(UNDECIDED);
    }

    void answer(PeerAction.AnswerVote answer) {
        desk.answer(answer.ballot(), answer);
    }
}
