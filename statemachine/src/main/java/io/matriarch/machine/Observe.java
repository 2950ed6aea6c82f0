package io.matriarch.machine;

import io.matriarch.event.Booted;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.event.FenceEvent;
import io.matriarch.event.OperationEvent;
import io.matriarch.event.OperatorEvent;
import io.matriarch.event.PeerEvent;
import io.matriarch.event.PostgresEvent;
import io.matriarch.event.Tick;
import io.matriarch.event.WatchdogEvent;
import io.matriarch.judge.SafeTimeout;
import io.matriarch.state.Ballots;
import io.matriarch.state.Fence;
import io.matriarch.state.Inflow;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Order;
import io.matriarch.state.Peers;
import io.matriarch.state.Presence;
import io.matriarch.state.Synchrony;
import io.matriarch.state.Watchdog;

/** Folds one fact into what is known. No policy: it notes, it does not judge. */
final class Observe {
    private Observe() {}

    static NodeState event(NodeState before, Event event) {
        NodeState timed = before.with(before.clocks().at(event.at()));
        NodeState seen =
                switch (event) {
                    case Booted booted -> booted(booted);
                    case Tick tick -> ObserveClock.ticked(timed, tick.wall());
                    case DcsEvent one -> ObserveDcs.event(timed, one);
                    case PostgresEvent one -> ObservePostgres.event(timed, one);
                    case OperationEvent one -> ObservePostgres.event(timed, one);
                    case PeerEvent.PeersAnswered one -> peers(timed, one);
                    case PeerEvent.FailsafeAsked one -> ObserveFailsafe.asked(timed, one);
                    case PeerEvent.FailsafeAnswered one -> ObserveFailsafe.answered(timed, one);
                    case PeerEvent.VoteAsked one -> voteAsked(timed, one);
                    case FenceEvent one -> fence(timed, one);
                    case WatchdogEvent one -> ObserveWatchdog.event(timed, one);
                    case OperatorEvent one -> operator(timed, one);
                };
        return walled(before, expireLease(seen));
    }

    private static NodeState booted(Booted booted) {
        NodeState fresh = Genesis.state();
        NodeState known =
                new NodeState(
                        Presence.STAYING,
                        booted.local(),
                        SafeTimeout.applied(
                                booted.settings().inForce(), booted.local().reportDelay()),
                        fresh.clocks(),
                        fresh.session(),
                        fresh.lease(),
                        fresh.cluster(),
                        fresh.postgres(),
                        Synchrony.settling(booted.at().plus(ObserveSync.SETTLE)),
                        fresh.slots(),
                        fresh.work(),
                        fresh.setbacks(),
                        fresh.health(),
                        fresh.peers(),
                        fresh.failsafe().withStartedAt(booted.at()),
                        fresh.ballots(),
                        new Inflow(booted.at()),
                        new Fence.Unknown(booted.leftUntil()),
                        Watchdog.UNSEEN,
                        fresh.orders(),
                        fresh.requests(),
                        fresh.published(),
                        fresh.announced(),
                        booted.durable(),
                        booted.seed());
        return known.with(known.clocks().at(booted.at()).withWall(booted.wall()));
    }

    private static NodeState peers(NodeState state, PeerEvent.PeersAnswered event) {
        return state.peers() instanceof Peers.Asked asked && asked.round().equals(event.round())
                ? ObserveLock.doubted(
                        state.with(
                                new Peers.Answered(asked.at(), asked.forVotes(), event.answers())))
                : state;
    }

    /** Whether the lock is free must be seen anew: on an older view nobody withdraws. */
    private static NodeState voteAsked(NodeState state, PeerEvent.VoteAsked event) {
        Ballots.Open question = new Ballots.Open(event.ballot(), event.candidate(), state.now());
        return ObserveDcs.outdated(state.with(state.ballots().with(question)));
    }

    private static NodeState fence(NodeState state, FenceEvent event) {
        return switch (event) {
            case FenceEvent.FenceArmed armed -> armed(state, armed);
            case FenceEvent.FenceDisarmed _ -> state;
            case FenceEvent.Fenced _ ->
                    ObservePostgres.unknown(state, "the fence killed PostgreSQL");
        };
    }

    private static NodeState armed(NodeState state, FenceEvent.FenceArmed event) {
        if (!(state.fence() instanceof Fence.Arming arming)
                || event.sequence() > arming.sequence()
                || event.sequence() < arming.first()) {
            return state;
        }
        return event.sequence() == arming.sequence()
                ? state.with(new Fence.Armed(event.sequence(), event.until()))
                : state.with(
                        new Fence.Arming(
                                arming.first(),
                                arming.sequence(),
                                arming.until(),
                                arming.askedAt(),
                                state.now(),
                                event.until()));
    }

    private static NodeState operator(NodeState state, OperatorEvent event) {
        return switch (event) {
            case OperatorEvent.StopRequested _ ->
                    state.presence() == Presence.STAYING
                            ? state.with(Presence.LEAVING).with(state.orders().leaving(state.now()))
                            : state;
            case OperatorEvent.WatchdogConfigured one ->
                    state.with(state.local().with(one.policy()));
            case OperatorEvent.LookRequested _ -> ObserveDcs.outdated(state);
            case OperatorEvent.RestartRequested one ->
                    asked(state, new Order.Restart(one.order(), one.when(), one.wish()));
            case OperatorEvent.RestartWithdrawn one ->
                    asked(state, new Order.WithdrawRestart(one.order()));
            case OperatorEvent.ReinitializeRequested one ->
                    asked(
                            state,
                            new Order.Reinitialize(one.order(), one.force(), one.fromLeader()));
        };
    }

    private static NodeState asked(NodeState state, Order order) {
        return state.with(state.orders().withAsked(order));
    }

    /**
     * Maintenance ends no kill: a lease that was over when the first reading tells of maintenance
     * is dealt with as without it, and the reading is repeated.
     */
    private static NodeState walled(NodeState before, NodeState seen) {
        boolean begins = seen.settings().maintenance() && !before.settings().maintenance();
        return begins && seen.lease() instanceof Lease.Over
                ? ObserveDcs.outdated(seen.with(seen.settings().withMaintenance(false)))
                : seen;
    }

    private static NodeState expireLease(NodeState state) {
        NodeState ended =
                state.lease() instanceof Lease.Held held && state.now().hasReached(held.until())
                        ? state.with(ObserveFailsafe.ended(state, held, Lease.Ended.EXPIRED))
                        : state;
        return ObserveFailsafe.tidied(ended);
    }
}
