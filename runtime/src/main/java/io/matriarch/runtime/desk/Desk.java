package io.matriarch.runtime.desk;

import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Where threads from outside lay questions before the machine and wait for what it answers.
 *
 * @param <A> what it answers
 */
public final class Desk<A> {
    private final Clock clock;
    private final Consumer<Event> inbox;
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, CompletableFuture<A>> waiting = new ConcurrentHashMap<>();

    /**
     * @param inbox takes the questions, from any thread
     */
    public Desk(Clock clock, Consumer<Event> inbox) {
        this.clock = clock;
        this.inbox = inbox;
    }

    /**
     * Asks, and waits; any thread but the machine's may.
     *
     * @param question the event that asks, made from this moment and the question's number: from 1
     *     upward, never the same twice
     * @return the answer; empty when none came in time or the thread was interrupted, which it then
     *     still is
     */
    public Optional<A> ask(BiFunction<Moment, Long, Event> question, Duration patience) {
        long number = last.incrementAndGet();
        CompletableFuture<A> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        try {
            inbox.accept(question.apply(clock.now(), number));
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        } finally {
            waiting.remove(number);
        }
    }

    /** Passes an answer on to whoever waits for it; one that comes too late is told to nobody. */
    public void answer(long number, A answer) {
        Optional.ofNullable(waiting.get(number)).ifPresent(one -> one.complete(answer));
    }
}
