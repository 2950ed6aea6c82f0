package io.matriarch.runtime;

import io.matriarch.action.AgentAction;
import io.matriarch.action.PeerAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.OperatorEvent;
import io.matriarch.runtime.peers.BallotBox;
import io.matriarch.runtime.peers.FailsafeDesk;
import io.matriarch.runtime.peers.HttpPeers;
import io.matriarch.runtime.rest.AgentView;
import io.matriarch.state.FailsafeReply;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

/** The running agent, for its REST interface. */
record LiveView(
        Agent agent,
        Clock clock,
        InstantSource source,
        Inbox inbox,
        FreshProbe probes,
        FailsafeDesk failsafe,
        BallotBox ballots,
        OrderBook orders)
        implements AgentView {
    @Override
    public Optional<AgentAction.Answer> order(
            BiFunction<Moment, OrderId, OperatorEvent> order, Duration patience) {
        return orders.give(order, patience);
    }

    @Override
    public NodeState state() {
        return agent.progress().state();
    }

    @Override
    public Moment now() {
        return clock.now();
    }

    @Override
    public Instant wall() {
        return source.instant();
    }

    @Override
    public Duration overdue() {
        return agent.overdue();
    }

    @Override
    public Optional<Postgres> probe() {
        return probes.lookQuickly();
    }

    @Override
    public Optional<FailsafeReply> promise(
            MemberName from, String connUrl, String apiUrl, Duration lasts) {
        return failsafe.ask(from, connUrl, apiUrl, lasts, HttpPeers.PATIENCE);
    }

    @Override
    public PeerAction.AnswerVote vote(MemberName candidate) {
        return ballots.ask(candidate);
    }

    @Override
    public void look() {
        inbox.accept(new OperatorEvent.LookRequested(clock.now()));
    }
}
