package io.matriarch.runtime.dcs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.runtime.dcs.session.Link;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of requests that have to wait for their turn. */
class RequestQueueTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Link LINK = new Link(null, new SessionId(7), 1, Duration.ofSeconds(30));

    private final Map<Long, CompletableFuture<Conclusion>> carried = new LinkedHashMap<>();
    private final List<Event> told = new ArrayList<>();
    private Moment now = Moment.ofMillis(1_000);
    private final RequestQueue queue =
            new RequestQueue(() -> Optional.of(LINK), () -> now, told::add, this::carry);

    @Test
    void aRequestWaitsForTheOneBeforeIt() {
        queue.submit(touch(1), WITHIN);
        queue.submit(takeLock(2, new Permit.NoneNeeded()), WITHIN);
        assertEquals(List.of(1L), carried());
        answer(1);
        assertEquals(List.of(1L, 2L), carried());
    }

    @Test
    void aLockIsNotTakenOnAJudgementThatGrewOldInTheQueue() {
        queue.submit(touch(1), WITHIN);
        queue.submit(takeLock(2, new Permit.NotAfter(Moment.ofMillis(3_000))), WITHIN);
        now = Moment.ofMillis(3_000);
        answer(1);
        assertEquals(List.of(1L), carried());
        assertEquals(
                new DcsEvent.RequestUnsent(now, new RequestId(2), "permit is over"),
                told.getLast());
    }

    @Test
    void aPermitThatStillHoldsIsSentAndTheNextAfterALateOneHasItsTurn() {
        queue.submit(touch(1), WITHIN);
        queue.submit(takeLock(2, new Permit.NotAfter(Moment.ofMillis(3_000))), WITHIN);
        queue.submit(takeLock(3, new Permit.NotAfter(Moment.ofMillis(3_001))), WITHIN);
        now = Moment.ofMillis(3_000);
        answer(1);
        assertEquals(List.of(1L, 3L), carried());
    }

    @Test
    void whatGetsNoTurnInItsTimeIsNotSent() {
        queue.submit(touch(1), WITHIN);
        queue.submit(touch(2), WITHIN);
        now = now.plus(WITHIN);
        queue.expire();
        assertEquals(List.of(1L), carried());
        assertEquals(
                new DcsEvent.RequestUnsent(now, new RequestId(2), "no turn in time"),
                told.getLast());
    }

    private CompletableFuture<Conclusion> carry(DcsAction request, Sent sent, Link link) {
        CompletableFuture<Conclusion> future = new CompletableFuture<>();
        carried.put(request.request().number(), future);
        return future;
    }

    private void answer(long number) {
        RequestId id = new RequestId(number);
        carried.get(number)
                .complete(at -> new DcsEvent.SessionTouched(at, id, Moment.ofMillis(1_000), 1));
    }

    private List<Long> carried() {
        return List.copyOf(carried.keySet());
    }

    private static DcsAction touch(long number) {
        return new DcsAction.TouchSession(new RequestId(number));
    }

    private static DcsAction takeLock(long number, Permit permit) {
        return new DcsAction.TakeLock(new RequestId(number), -1, permit);
    }
}
