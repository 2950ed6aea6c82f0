package io.matriarch.runtime;

import io.matriarch.action.AgentAction;
import io.matriarch.driver.AgentPort;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.OperatorEvent;
import io.matriarch.value.Moment;
import io.matriarch.value.OrderId;
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

/** Brings operators' orders to the agent and its answers back to whoever waits for them. */
final class OrderBook implements AgentPort {
    private final Clock clock;
    private final Consumer<Event> inbox;
    private final AtomicLong last = new AtomicLong();
    private final Map<OrderId, CompletableFuture<AgentAction.Answer>> waiting =
            new ConcurrentHashMap<>();

    OrderBook(Clock clock, Consumer<Event> inbox) {
        this.clock = clock;
        this.inbox = inbox;
    }

    /**
     * Gives an order and waits for its answer; any thread but the agent's may.
     *
     * @return the answer; empty when none came in time
     */
    Optional<AgentAction.Answer> give(
            BiFunction<Moment, OrderId, OperatorEvent> order, Duration patience) {
        OrderId id = new OrderId(last.incrementAndGet());
        CompletableFuture<AgentAction.Answer> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            inbox.accept(order.apply(clock.now(), id));
            return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        } finally {
            waiting.remove(id);
        }
    }

    @Override
    public void order(AgentAction action) {
        switch (action) {
            case AgentAction.Answer answer ->
                    Optional.ofNullable(waiting.get(answer.order()))
                            .ifPresent(one -> one.complete(answer));
            case AgentAction.RunCallback _, AgentAction.EndAgent _ -> {} // others' business
        }
    }
}
