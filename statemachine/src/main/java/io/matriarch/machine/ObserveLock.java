package io.matriarch.machine;

import io.matriarch.event.DcsEvent;
import io.matriarch.judge.FoundLock;
import io.matriarch.judge.LeaseClock;
import io.matriarch.state.Cluster;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.Session;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
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
                                .with(held(confirmed, event.epoch(), Optional.empty()))
                                .with(confirmed.durable().withEpoch(event.epoch()))
                                .with(confirmed.published().withReleased(Optional.empty()))));
    }

    /** Our tenure goes on under another session, with a number of its own. */
    static NodeState moved(NodeState state, Optional<LockEpoch> tenure) {
        if (tenure.isEmpty()) {
            return state;
        }
        LockEpoch epoch = tenure.get();
        Lease lease =
                switch (state.lease()) {
                    case Lease.Held held -> held(state, epoch, held.found());
                    case Lease.Over over -> new Lease.Over(epoch, over.why());
                    case Lease.None _, Lease.Asked _, Lease.Unconfirmed _ -> unconfirmed(epoch);
                };
        return state.with(lease).with(state.durable().withEpoch(epoch));
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
                                seen.claimedSince(),
                                seen.age()))
                : state;
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
                            ours.equals(Optional.of(held.epoch())) ? held : lost(state, held, lock);
                    case Lease.Over over -> over;
                };
        return counted(state.with(next));
    }

    private static Lease lost(NodeState state, Lease.Held held, Lock lock) {
        if (ObserveOffer.isHandedOver(state, held, lock)) {
            return new Lease.None();
        }
        return lock instanceof Lock.Free
                ? ObserveFailsafe.ended(state, held, Lease.Ended.LOST)
                : new Lease.Over(held.epoch(), Lease.Ended.LOST);
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
            case Lease.Held held -> state.with(held(state, held.epoch(), held.found()));
            case Lease.Unconfirmed(LockEpoch epoch, Moment since) ->
                    isConfirmed(state, since)
                            ? state.with(held(state, epoch, Optional.of(Lease.Found.UNDOUBTED)))
                                    .with(state.published().withReleased(Optional.empty()))
                            : state;
            case Lease.None _, Lease.Asked _, Lease.Over _ -> state;
        };
    }

    /** A lock that was found is as good as one that was taken once PostgreSQL leads under it. */
    static Lease exercised(NodeState state) {
        return state.lease() instanceof Lease.Held held
                        && state.postgres() instanceof Postgres.Primary
                ? held.exercised()
                : state.lease();
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
                && LeaseClock.until(live, state.settings().ttl())
                        .map(state.now()::isBefore)
                        .orElse(false);
    }

    /** Notes when another member says that it leads, or led after us: its record may vanish. */
    static NodeState doubted(NodeState state) {
        return state.lease() instanceof Lease.Held held
                        && held.found().isPresent()
                        && FoundLock.isDoubted(state)
                ? state.with(held.with(new Lease.Found(Optional.of(state.now()))))
                : state;
    }

    private static Lease held(NodeState state, LockEpoch epoch, Optional<Lease.Found> found) {
        Moment until =
                state.session() instanceof Session.Live live
                        ? LeaseClock.until(live, state.settings().ttl())
                                .map(end -> LeaseClock.afterJump(state, live, end))
                                .orElse(Moment.LONG_AGO)
                        : Moment.LONG_AGO;
        return new Lease.Held(epoch, until, found);
    }
}
