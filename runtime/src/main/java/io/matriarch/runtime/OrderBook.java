package io.matriarch.runtime;

import io.matriarch.action.AgentAction;
import io.matriarch.driver.AgentPort;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.OperatorEvent;
import io.matriarch.runtime.desk.Desk;
import io.matriarch.value.Moment;
import io.matriarch.value.OrderId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Brings operators' orders to the agent and its answers back to whoever waits for them. */
final class OrderBook implements AgentPort {
    private final Desk<AgentAction.Answer> desk;

    OrderBook(Clock clock, Consumer<Event> inbox) {
        this.desk = new Desk<>(clock, inbox);
    }

    /**
     * Gives an order and waits for its answer; any thread but the agent's may.
     *
     * @return the answer; empty when none came in time
     */
    Optional<AgentAction.Answer> give(
            BiFunction<Moment, OrderId, OperatorEvent> order, Duration patience) {
        return desk.ask((at, number) -> order.apply(at, new OrderId(number)), patience);
    }

    @Override
    public void order(AgentAction action) {
        switch (action) {
            case AgentAction.Answer answer -> desk.answer(answer.order().number(), answer);
            case AgentAction.RunCallback _, AgentAction.EndAgent _ -> {} // others' business
        }
    }
}
