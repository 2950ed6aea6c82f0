package io.matriarch.runtime.rest;

import io.matriarch.action.AgentAction;
import io.matriarch.action.PeerAction;
import io.matriarch.event.OperatorEvent;
import io.matriarch.state.FailsafeReply;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** The agent as its REST interface sees it; every method may be called from any thread. */
public interface AgentView {
    /** The state after the newest step. */
    NodeState state();

    /** The time by the clock that the lease is measured with. */
    Moment now();

    Instant wall();

    /** How long a step is overdue; zero or less while the loop runs as it should. */
    Duration overdue();

    /** PostgreSQL looked at now; empty when that is not to be had. */
    Optional<Postgres> probe();

    /**
     * Asks the machine to promise that another leader may go on without the DCS.
     *
     * @param lasts how long the asker counts on the promise; zero when it did not tell
     * @return its answer; empty when none came in time
     */
    Optional<FailsafeReply> promise(MemberName from, String connUrl, String apiUrl, Duration lasts);

    /** Asks the machine for its vote, and waits for less than the candidate does. */
    PeerAction.AnswerVote vote(MemberName candidate);

    /**
     * Gives an operator's order and waits for the answer; empty when none came in time.
     *
     * @param order makes the event from its time and its id
     */
    Optional<AgentAction.Answer> order(
            BiFunction<Moment, OrderId, OperatorEvent> order, Duration patience);

    /** Wakes the loop: something was just written to the DCS. */
    void look();
}
