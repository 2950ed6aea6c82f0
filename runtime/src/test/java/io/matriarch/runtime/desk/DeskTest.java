package io.matriarch.runtime.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.matriarch.event.Event;
import io.matriarch.event.PeerEvent;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeskTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<Event> asked = new ArrayList<>();

    @Test
    void theAnswerToAQuestionReachesWhoeverAsked() {
        Desk<String> desk = new Desk<>(() -> Moment.ZERO, asked::add);
        assertEquals(
                Optional.of("yes"),
                desk.ask(
                        (at, number) -> {
                            desk.answer(number + 1, "for somebody else");
                            desk.answer(number, "yes");
                            return question(at, number);
                        },
                        PATIENCE));
        assertEquals(List.of(question(Moment.ZERO, 1)), asked);
    }

    @Test
    void noAnswerInTimeIsNoAnswerAndALateOneIsForNobodyElse() {
        Desk<String> desk = new Desk<>(() -> Moment.ZERO, asked::add);
        assertEquals(Optional.empty(), desk.ask(DeskTest::question, Duration.ZERO));
        desk.answer(1, "too late");
        assertEquals(Optional.empty(), desk.ask(DeskTest::question, Duration.ZERO));
        assertEquals(List.of(question(Moment.ZERO, 1), question(Moment.ZERO, 2)), asked);
    }

    @Test
    void anInterruptedThreadGetsNoAnswerAndStaysInterrupted() {
        Desk<String> desk = new Desk<>(() -> Moment.ZERO, asked::add);
        Thread.currentThread().interrupt();
        assertEquals(Optional.empty(), desk.ask(DeskTest::question, PATIENCE));
        assertTrue(Thread.interrupted());
    }

    private static Event question(Moment at, long number) {
        return new PeerEvent.VoteAsked(at, number, new MemberName("n2"));
    }
}
