package io.matriarch.machine;

import io.matriarch.event.DcsEvent;
import io.matriarch.judge.LeaseClock;
import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.Role;
import io.matriarch.state.Session;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** Folds in who has the lock: by the session that owns its node, never by the name in it. */
final class ObserveLock {
    private ObserveLock() {}

    static NodeState taken(NodeState state, DcsEvent.LockTaken event) {
        if (!ObserveSession.isPresent(state, event)) {
            return ObserveDcs.outdated(state); // its session may be over: a reading tells
        }
        NodeState confirmed = ObserveSession.confirmed(state, event);
        return counted(
                ObserveDcs.outdated(
                        confirmed
                                .with(held(confirmed, event.epoch()))
                                .with(confirmed.durable().withEpoch(event.epoch()))
                                .with(confirmed.published().withReleased(Optional.empty()))));
    }

    /** A request about the lock has no known outcome, or certainly had none. */
    static NodeState unanswered(NodeState state, boolean unsent) {
        Lease lease =
                switch (state.lease()) {
                    case Lease.Asked asked -> unsent ? new Lease.None() : asked;
                    case Lease.Held held ->
                            unsent ? held : new Lease.Unconfirmed(held.epoch(), state.now());
                    case Lease.None none -> none;
                    case Lease.Unconfirmed unconfirmed -> unconfirmed;
                    case Lease.Over over -> over;
                };
        NodeState doubting =
                unsent && state.lease() instanceof Lease.Held
                        ? state.with(new Postgres.Unknown("not gone when the lock was given back"))
                        : state;
        return ObserveDcs.outdated(doubting.with(lease));
    }

    static NodeState read(NodeState state, DcsEvent.ClusterRead event, boolean expected) {
        ClusterView view = event.view();
        Optional<Cluster.Seen> before =
                state.cluster() instanceof Cluster.Seen seen ? Optional.of(seen) : Optional.empty();
        boolean free = view.lock() instanceof Lock.Free;
        Optional<Moment> freeSince =
                free
                        ? before.flatMap(Cluster.Seen::freeSince).or(() -> Optional.of(state.now()))
                        : Optional.empty();
        Optional<Cluster.Holder> last = before.flatMap(Cluster.Seen::lastHolder);
        boolean properly =
                free
                        && (before.map(Cluster.Seen::freedProperly).orElse(false)
                                || last.map(one -> isOver(one, view)).orElse(false));
        Cluster.Seen seen =
                new Cluster.Seen(
                        view,
                        event.sentAt(),
                        !expected,
                        freeSince,
                        properly,
                        holder(view, last),
                        claimedSince(state, view, before));
        boolean sameRequest =
                before.map(one -> one.view().failover().equals(view.failover())).orElse(false);
        // What the others said before a request was made says nothing about it.
        NodeState asked = sameRequest ? state : state.with(new Peers.Unasked());
        NodeState known = asked.with(seen);
        NodeState set =
                view.config() instanceof Config.Present(var settings)
                        ? known.with(settings.inForce())
                        : known;
        NodeState fresh =
                isNewTenure(before, view) ? set.with(set.setbacks().withoutRewinds()) : set;
        return expected ? lock(fresh, view.lock(), false) : fresh;
    }

    /** What failed with one leader may work with another, or with the same one come back. */
    private static boolean isNewTenure(Optional<Cluster.Seen> before, ClusterView view) {
        return before.map(one -> !one.view().lock().equals(view.lock())).orElse(false)
                && view.lock() instanceof Lock.Held;
    }

    /**
     * What we cannot see may change: who held the lock, and since when it is free, count no more.
     */
    static NodeState unwatched(NodeState state) {
        return state.cluster() instanceof Cluster.Seen seen
                ? state.with(
                        new Cluster.Seen(
                                seen.view(),
                                seen.readAt(),
                                seen.outdated(),
                                Optional.empty(),
                                false,
                                seen.lastHolder(),
                                seen.claimedSince()))
                : state;
    }

    /**
     * Whether the last tenure provably ended: given back, or its session over with all its nodes.
     * If there was a later one that we did not see, its holder says that it runs as primary.
     */
    private static boolean isOver(Cluster.Holder last, ClusterView view) {
        if (!(view.initialize() instanceof Initialize.Made)) {
            return false;
        }
        boolean over = true;
        for (Member member : view.members().values()) {
            boolean same = member.owner().equals(last.owner());
            if (same && !member.record().released().equals(Optional.of(last.epoch()))) {
                over = false;
            }
            if (!same && member.record().runsAsPrimary()) {
                over = false;
            }
        }
        return over;
    }

    private static Optional<Cluster.Holder> holder(
            ClusterView view, Optional<Cluster.Holder> before) {
        if (!(view.lock() instanceof Lock.Held held)) {
            return before;
        }
        boolean demoted =
                view.leader()
                        .filter(member -> member.record().role() == Role.STANDBY_LEADER)
                        .isPresent();
        Optional<Timeline> known =
                before.filter(one -> one.epoch().equals(held.epoch()) && !demoted)
                        .flatMap(Cluster.Holder::timeline);
        Optional<Timeline> told =
                view.leader()
                        .map(Member::record)
                        .filter(record -> record.runsAsPrimary())
                        .flatMap(record -> record.timeline());
        return Optional.of(
                new Cluster.Holder(
                        held.holder(), held.owner(), held.epoch(), told.or(() -> known)));
    }

    private static Optional<Moment> claimedSince(
            NodeState state, ClusterView view, Optional<Cluster.Seen> before) {
        boolean alive =
                view.members().values().stream()
                        .anyMatch(member -> member.record().state().isBootstrapping());
        return view.initialize() instanceof Initialize.Claimed && !alive
                ? before.flatMap(Cluster.Seen::claimedSince).or(() -> Optional.of(state.now()))
                : Optional.empty();
    }

    /**
     * What a read of the lock on our session means for our lease.
     *
     * @param afterWrite whether a write of ours was confirmed before it on the same connection, so
     *     that no earlier request can take effect any more
     */
    static NodeState lock(NodeState state, Lock lock, boolean afterWrite) {
        Optional<LockEpoch> ours = ours(state, lock);
        Lease next =
                switch (state.lease()) {
                    case Lease.None none -> ours.map(ObserveLock::unconfirmed).orElse(none);
                    case Lease.Asked asked ->
                            ours.map(ObserveLock::unconfirmed)
                                    .orElseGet(() -> stillAsked(state, asked, afterWrite));
                    case Lease.Unconfirmed unconfirmed ->
                            ours.isEmpty()
                                    ? new Lease.None()
                                    : ours.get().equals(unconfirmed.epoch())
                                            ? unconfirmed
                                            : unconfirmed(ours.get());
                    case Lease.Held held ->
                            ours.equals(Optional.of(held.epoch()))
                                    ? held
                                    : new Lease.Over(held.epoch(), Lease.Ended.LOST);
                    case Lease.Over over -> over;
                };
        return counted(state.with(next));
    }

    private static Lease stillAsked(NodeState state, Lease.Asked asked, boolean afterWrite) {
        boolean settled = afterWrite && !state.requests().isPending(Kind.LOCK);
        return settled ? new Lease.None() : asked;
    }

    private static Optional<LockEpoch> ours(NodeState state, Lock lock) {
        return state.session() instanceof Session.Live live
                        && lock instanceof Lock.Held held
                        && held.owner().equals(live.id())
                        && held.holder().equals(state.me())
                ? Optional.of(held.epoch())
                : Optional.empty();
    }

    /** Gives the lease the end that the session's proofs allow. */
    static NodeState counted(NodeState state) {
        return switch (state.lease()) {
            case Lease.Held(LockEpoch epoch, var _) -> state.with(held(state, epoch));
            case Lease.Unconfirmed(LockEpoch epoch, Moment since) ->
                    isConfirmed(state, since)
                            ? state.with(held(state, epoch))
                                    .with(state.published().withReleased(Optional.empty()))
                            : state;
            case Lease.None _, Lease.Asked _, Lease.Over _ -> state;
        };
    }

    private static Lease unconfirmed(LockEpoch epoch) {
        return new Lease.Unconfirmed(epoch, Moment.LONG_AGO);
    }

    /**
     * A write of this process, sent later than {@code since}, was confirmed on the session: only
     * then does it give a lease.
     */
    private static boolean isConfirmed(NodeState state, Moment since) {
        return state.session() instanceof Session.Live live
                && live.connected()
                && live.renewedAt().map(since::isBefore).orElse(false)
                && !state.requests().isPending(Kind.LOCK)
                && LeaseClock.until(live).map(state.now()::isBefore).orElse(false);
    }

    private static Lease held(NodeState state, LockEpoch epoch) {
        Moment until =
                state.session() instanceof Session.Live live
                        ? LeaseClock.until(live).orElse(Moment.LONG_AGO)
                        : Moment.LONG_AGO;
        return new Lease.Held(epoch, until);
    }
}
