package io.matriarch.runtime.peers;

import io.matriarch.action.PeerAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.PeerEvent;
import io.matriarch.state.FailsafeReply;
import io.matriarch.value.MemberName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Where leaders without the DCS wait for the machine's answer to their {@code POST /failsafe}. */
public final class FailsafeDesk {
    private final Clock clock;
    private final Consumer<Event> inbox;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<FailsafeReply>> waiting = new ConcurrentHashMap<>();

    public FailsafeDesk(Clock clock, Consumer<Event> inbox) {
        this.clock = clock;
        this.inbox = inbox;
    }

    /**
     * Lays the question before the machine and waits.
     *
     * @return its answer; empty when none came in time, and a late one is told to nobody
     */
    public Optional<FailsafeReply> ask(
            MemberName from, String connUrl, String apiUrl, Duration patience) {
        long number = numbers.incrementAndGet();
        CompletableFuture<FailsafeReply> reply = new CompletableFuture<>();
        waiting.put(number, reply);
        try {
            inbox.accept(new PeerEvent.FailsafeAsked(clock.now(), number, from, connUrl, apiUrl));
            return Optional.of(reply.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiting.remove(number);
        }
    }

    /** Passes the machine's answer on to whoever waits for it. */
    void answer(PeerAction.AnswerFailsafe answer) {
        CompletableFuture<FailsafeReply> reply = waiting.remove(answer.question());
        if (reply != null) {
            reply.complete(answer.reply());
        }
    }
}
