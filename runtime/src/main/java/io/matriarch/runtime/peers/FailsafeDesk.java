package io.matriarch.runtime.peers;

import io.matriarch.action.PeerAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PeerEvent;
import io.matriarch.runtime.desk.Desk;
import io.matriarch.state.FailsafeReply;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Where leaders without the DCS wait for the machine's answer to their {@code POST /failsafe}. */
public final class FailsafeDesk {
    private final Desk<FailsafeReply> desk;

    public FailsafeDesk(Clock clock, Consumer<Event> inbox) {
        this.desk = new Desk<>(clock, inbox);
    }

    /**
     * Lays the question before the machine and waits.
     *
     * @return its answer; empty when none came in time, and a late one is told to nobody
     */
    public Optional<FailsafeReply> ask(
            MemberName from, String connUrl, String apiUrl, Duration lasts, Duration patience) {
        return desk.ask(
                (at, number) ->
                        new PeerEvent.FailsafeAsked(at, number, from, connUrl, apiUrl, lasts),
                patience);
    }

    /** Passes the machine's answer on to whoever waits for it. */
    void answer(PeerAction.AnswerFailsafe answer) {
        desk.answer(answer.question(), answer.reply());
    }
}
