package io.matriarch.judge;

import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Failsafe;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests;
import io.matriarch.state.Session;
import io.matriarch.value.Moment;
import io.matriarch.value.Times;
import java.time.Duration;
import java.util.Optional;

/**
 * When our right to write ends, and when to do something about it.
 *
 * <p>A confirmed write proves that the session lived, not that the server's expiry clock started
 * again at it: a ZooKeeper follower reports its clients' signs of life only with its next answer to
 * the leader. So the lease counts from the newest answered request that is at least one report
 * delay older than a confirmed write on the same connection.
 */
public final class LeaseClock {
    private LeaseClock() {}

    /** How long a late renewal is waited for before an orderly stop begins. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * The moment from which the server's expiry clock provably counts, after a write sent at {@code
     * sentAt} was confirmed on the session's present connection.
     *
     * <p>The connection itself is proof, too, without delay: the server that we connect to has the
     * session revalidated by the one that expires sessions, which starts its clock again
     * (ZooKeeper's LeaderZooKeeperServer.checkIfValidGlobalSession), and a confirmed write on the
     * same connection excludes that it was a deposed one.
     */
    public static Moment base(Session.Live session, Moment sentAt, Duration reportDelay) {
        Moment latest = sentAt.minus(reportDelay);
        return session.answered().stream()
                .filter(one -> !latest.isBefore(one))
                .reduce(session.since(), Moment::later);
    }

    /**
     * The end of the lease that the session gives; absent while no write of ours is confirmed.
     * Where {@code ttl} was lowered since the session began it is counted with the lower one: what
     * is ours may be moved to a session of that timeout, and then the earlier of two ends is in
     * force (lease rule L10).
     */
    public static Optional<Moment> until(Session.Live session, Duration ttl) {
        Duration timeout = session.timeout().compareTo(ttl) <= 0 ? session.timeout() : ttl;
        return session.base()
                .map(base -> base.plus(timeout).minus(DynamicSettings.margin(timeout)));
    }

    /**
     * The same where wall time has jumped since the newest confirmed write was sent: then our clock
     * may not have counted all of the time since, and what was confirmed before counts for a moment
     * more, in which it is confirmed anew (L3).
     */
    public static Moment afterJump(NodeState state, Session.Live session, Moment until) {
        Moment jumpedAt = state.clocks().jumpedAt();
        boolean confirmed = session.renewedAt().map(at -> !at.isBefore(jumpedAt)).orElse(false);
        return confirmed ? until : until.earlier(jumpedAt.plus(PATIENCE));
    }

    /** Whether the lease is to be confirmed before anything else, for wall time has jumped. */
    private static boolean isInDoubt(NodeState state, Session.Live session) {
        return session.renewedAt().map(at -> at.isBefore(state.clocks().jumpedAt())).orElse(false);
    }

    /**
     * How long before its end a lease counts as ending: the time that an orderly stop gets before
     * the fence.
     */
    public static Duration stopAllowance(Duration timeout) {
        return Times.part(timeout, 6);
    }

    /** When an orderly stop begins unless the lease is renewed before. */
    public static Moment endingAt(Lease.Held lease, Duration timeout) {
        return lease.until().minus(stopAllowance(timeout));
    }

    /**
     * Whether a renewal is under way, or about to be, that may still come in time: an agent that
     * wakes late renews before it thinks of stopping.
     */
    static boolean mayStillRenew(NodeState state, Lease.Held lease) {
        if (!(state.session() instanceof Session.Live live) || !live.connected()) {
            return false;
        }
        // One that wall time has cut short is confirmed within that moment, or killed at its end.
        if (!isInDoubt(state, live) && state.now().hasReached(lease.until().minus(PATIENCE))) {
            return false;
        }
        Requests.Pending pending = state.requests().pending().get(Requests.Kind.MEMBER);
        Moment latest = state.now().plus(PATIENCE);
        return pending != null
                ? state.now().isBefore(pending.sentAt().plus(PATIENCE))
                : renewAt(state).map(latest::hasReached).orElse(false);
    }

    /**
     * When the next renewal is due: each loop_wait, at half of what is left at the latest, and so
     * often that one lost renewal leaves time for the next on another connection.
     */
    public static Optional<Moment> renewAt(NodeState state) {
        // One that was refused at once is not repeated at once.
        Moment soonest = state.clocks().publishedAt().plus(Cadence.AGAIN);
        return wantedAt(state).map(soonest::later);
    }

    private static Optional<Moment> wantedAt(NodeState state) {
        if (!(state.session() instanceof Session.Live live)) {
            return Optional.empty();
        }
        Moment last = live.renewedAt().orElse(Moment.LONG_AGO);
        Duration loopWait = state.settings().loopWait();
        Moment soon = last.plus(Times.part(state.local().reportDelay(), 4));
        return switch (state.lease()) {
            case Lease.Held _ when isInDoubt(state, live) -> Optional.of(state.clocks().jumpedAt());
            case Lease.Held held -> {
                Moment half = last.plus(Times.part(held.until().since(last), 2));
                Moment sixth = last.plus(Times.part(live.timeout(), 6));
                yield Optional.of(last.plus(loopWait).earlier(half).earlier(sixth));
            }
            case Lease.Unconfirmed _ -> Optional.of(soon);
            case Lease.Asked _ ->
                    state.requests().isPending(Requests.Kind.LOCK)
                            ? Optional.empty()
                            : Optional.of(soon);
            case Lease.None _, Lease.Over _ -> Optional.empty();
        };
    }

    /**
     * The others' promise, where our right to write rests on it rather than on the lock: it lasts
     * longer, or the lease is not confirmed any more.
     */
    public static Optional<Failsafe.Promise> promise(NodeState state) {
        return state.failsafe()
                .promise()
                .filter(promise ->
                        !(state.lease() instanceof Lease.Over)
                                && !(state.lease() instanceof Lease.Held held
                                        && !held.until().isBefore(promise.until())));
    }

    /** Until when we may write, whatever the right rests on; absent when we may not. */
    public static Optional<Moment> rightUntil(NodeState state) {
        return promise(state)
                .map(Failsafe.Promise::until)
                .or(() ->
                        state.lease() instanceof Lease.Held held
                                ? Optional.of(held.until())
                                : Optional.empty());
    }

    /** When a sign of life is due: the holder sends something each twelfth of the timeout. */
    public static Optional<Moment> touchAt(NodeState state) {
        boolean mine =
                state.lease() instanceof Lease.Held || state.lease() instanceof Lease.Unconfirmed;
        if (!mine || !(state.session() instanceof Session.Live live)) {
            return Optional.empty();
        }
        Moment last =
                live.answered().isEmpty()
                        ? Moment.LONG_AGO
                        : live.answered().get(live.answered().size() - 1);
        for (Requests.Pending pending : state.requests().pending().values()) {
            last = last.later(pending.sentAt());
        }
        return Optional.of(last.plus(Times.part(live.timeout(), 12)));
    }
}
