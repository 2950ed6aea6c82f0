package io.matriarch.machine;

import io.matriarch.event.DcsEvent;
import io.matriarch.judge.LeaseClock;
import io.matriarch.state.Cluster;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Published;
import io.matriarch.state.Session;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Folds in what became of our session, and what its answers prove. */
final class ObserveSession {
    private ObserveSession() {}

    static NodeState connected(NodeState state, DcsEvent.SessionConnected event) {
        boolean same =
                state.session() instanceof Session.Live live
                        && live.id().equals(event.session())
                        && !event.isNew();
        if (same && state.session() instanceof Session.Live live) {
            Duration smallest = min(live.timeout(), event.timeout());
            Session again =
                    new Session.Live(
                            live.id(),
                            event.connection(),
                            event.sentAt(),
                            true,
                            smallest,
                            List.of(),
                            live.base(),
                            live.renewedAt(),
                            live.ttl());
            return ObserveLock.counted(ObserveDcs.outdated(state.with(again)));
        }
        NodeState over = state.session() instanceof Session.Live ? lost(state) : state;
        Optional<Moment> base = event.isNew() ? Optional.of(event.sentAt()) : Optional.empty();
        Session first =
                new Session.Live(
                        event.session(),
                        event.connection(),
                        event.sentAt(),
                        true,
                        event.timeout(),
                        List.of(),
                        base,
                        Optional.empty(),
                        event.isNew() ? state.settings().ttl() : event.timeout());
        return ObserveDcs.outdated(over.with(first));
    }

    /** What was ours is the new session's, and a write of it was confirmed. */
    static NodeState moved(NodeState state, DcsEvent.SessionMoved event) {
        Session.Live fresh =
                new Session.Live(
                        event.session(),
                        event.connection(),
                        event.sentAt(),
                        true,
                        event.timeout(),
                        List.of(),
                        Optional.of(event.sentAt()),
                        Optional.of(event.sentAt()),
                        state.settings().ttl());
        return ObserveDcs.outdated(ObserveLock.moved(state.with(fresh), event.tenure()));
    }

    /** It stays with the session that we have, until the setting changes again. */
    static NodeState unmoved(NodeState state) {
        return state.session() instanceof Session.Live live
                ? state.with(live.triedFor(state.settings().ttl()))
                        .with(state.published().withRecord(Optional.empty()))
                : state;
    }

    static NodeState suspended(NodeState state) {
        return state.session() instanceof Session.Live live
                ? ObserveLock.unwatched(state.with(live.disconnected()))
                : state;
    }

    /** The session is over, and with it the lock, the member node and every unanswered create. */
    static NodeState lost(NodeState state) {
        Lease lease =
                switch (state.lease()) {
                    case Lease.Held held -> ObserveFailsafe.ended(state, held, Lease.Ended.LOST);
                    case Lease.Over over -> over;
                    case Lease.None _, Lease.Asked _, Lease.Unconfirmed _ -> new Lease.None();
                };
        NodeState without =
                ObserveLock.unwatched(
                        state.with(new Session.None(state.now()))
                                .with(lease)
                                .with(Published.NOTHING));
        return without.cluster() instanceof Cluster.Seen ? ObserveDcs.outdated(without) : without;
    }

    /** Notes the send time of an answered request of the present connection. */
    static NodeState contact(NodeState state, DcsEvent.Contact event) {
        if (!isPresent(state, event) || !(state.session() instanceof Session.Live live)) {
            return state;
        }
        List<Moment> answered = new ArrayList<>(live.answered());
        if (!answered.isEmpty()
                && event.sentAt().isBefore(answered.getLast().plus(Session.GRAIN))) {
            return state;
        }
        answered.add(event.sentAt());
        answered.sort(Moment::compareTo);
        while (answered.size() > Session.REMEMBERED) {
            answered.removeFirst();
        }
        return state.with(live.answeredAt(answered));
    }

    /** Whether it was answered on the present connection: no other answer proves anything of it. */
    static boolean isPresent(NodeState state, DcsEvent.Contact event) {
        return state.session() instanceof Session.Live live
                && live.connection() == event.connection();
    }

    /** A write through a quorum was confirmed, if on the present connection. */
    static NodeState confirmed(NodeState state, DcsEvent.Contact event) {
        if (!isPresent(state, event) || !(state.session() instanceof Session.Live live)) {
            return state;
        }
        Moment sentAt = event.sentAt();
        Moment proven = LeaseClock.base(live, sentAt, state.local().reportDelay());
        Optional<Moment> base = Optional.of(live.base().map(proven::later).orElse(proven));
        Moment renewedAt = live.renewedAt().map(sentAt::later).orElse(sentAt);
        return state.with(live.confirmed(base, renewedAt));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
