package io.matriarch.contract;

import io.matriarch.action.FenceAction;
import io.matriarch.event.Event;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What {@link FenceContract} needs of a world: one host with a guard, an agent and PostgreSQL. */
public interface FenceHarness extends AutoCloseable {
    /** The agent that lives now gives an order. */
    void order(FenceAction order);

    /** What that agent was told so far; may grow on another thread. */
    List<Event> events();

    /** The agent is killed, and another one starts. */
    void restartAgent();

    /** A moment by the host's clock, that long from now. */
    Moment in(Duration time);

    /** Starts PostgreSQL, unless it runs. */
    void startPostgres();

    /** Whether any process of PostgreSQL lives. */
    boolean runs();

    /** Lets time pass until the condition holds; fails the test when it does not in a minute. */
    void await(String what, BooleanSupplier condition);

    @Override
    void close();
}
