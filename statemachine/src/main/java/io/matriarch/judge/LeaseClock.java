package io.matriarch.judge;

import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests;
import io.matriarch.state.Session;
import io.matriarch.value.Moment;

import java.time.Duration;
import java.util.List;
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

    /**
     * The moment from which the server's expiry clock provably counts, after a write sent at {@code
     * sentAt} was confirmed; absent when no answered request is old enough.
     */
    public static Optional<Moment> base(
            List<Moment> answered, Moment sentAt, Duration reportDelay) {
        Moment latest = sentAt.minus(reportDelay);
        return answered.stream().filter(one -> !latest.isBefore(one)).max(Moment::compareTo);
    }

    /** The end of the lease that the session gives; absent while no write of ours is confirmed. */
    public static Optional<Moment> until(Session.Live session) {
        return session.base()
                .map(base ->
                        base.plus(session.timeout())
                                .minus(DynamicSettings.margin(session.timeout())));
    }

    /**
     * How long before its end a lease counts as ending: the time that an orderly stop gets before
     * the fence.
     */
    public static Duration stopAllowance(Duration timeout) {
        return timeout.dividedBy(6);
    }

    /** When an orderly stop begins unless the lease is renewed before. */
    public static Moment endingAt(Lease.Held lease, Duration timeout) {
        return lease.until().minus(stopAllowance(timeout));
    }

    /** When the next renewal is due: each loop_wait, and at half of what is left at the latest. */
    public static Optional<Moment> renewAt(NodeState state) {
        if (!(state.session() instanceof Session.Live live)) {
            return Optional.empty();
        }
        Moment last = live.renewedAt().orElse(Moment.LONG_AGO);
        return switch (state.lease()) {
            case Lease.Held held -> {
                Moment half = last.plus(held.until().since(last).dividedBy(2));
                yield Optional.of(last.plus(state.settings().loopWait()).earlier(half));
            }
            case Lease.Unconfirmed _ ->
                    Optional.of(last.plus(state.local().reportDelay().dividedBy(4)));
            case Lease.None _, Lease.Asked _, Lease.Over _ -> Optional.empty();
        };
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
        return Optional.of(last.plus(live.timeout().dividedBy(12)));
    }
}
