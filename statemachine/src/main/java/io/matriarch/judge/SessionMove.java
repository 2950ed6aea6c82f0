package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Fence;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.Session;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether what we own in the DCS is to move to a session with the timeout that {@code ttl} asks for
 * by now (lease rule L10). A session keeps its timeout for life, so another timeout takes another
 * session.
 *
 * <p>It waits for a quiet moment: nothing of ours is unanswered, nobody asks for a handover, and
 * whoever holds the lock has no operation whose permit bears the number of the tenure.
 */
public final class SessionMove {
    private static final Set<Kind> OF_DCS =
            EnumSet.of(
                    Kind.READ,
                    Kind.TOUCH,
                    Kind.MEMBER,
                    Kind.LOCK,
                    Kind.MOVE,
                    Kind.INITIALIZE,
                    Kind.CONFIG,
                    Kind.STATUS,
                    Kind.HISTORY,
                    Kind.FAILSAFE,
                    Kind.FAILOVER,
                    Kind.SYNC);

    private SessionMove() {}

    public static boolean isDue(NodeState state) {
        Moment soonest = state.clocks().movedAt().plus(state.settings().loopWait());
        return state.session() instanceof Session.Live live
                && live.connected()
                && !live.ttl().equals(state.settings().ttl())
                && state.now().hasReached(soonest)
                && isQuiet(state)
                && mayMove(state);
    }

    private static boolean isQuiet(NodeState state) {
        return state.presence() == Presence.STAYING
                && !Maintenance.isOn(state)
                && state.failsafe().promise().isEmpty()
                && state.published().record().isPresent()
                && state.requests().pending().keySet().stream().noneMatch(OF_DCS::contains)
                && state.cluster() instanceof Cluster.Seen seen
                && !seen.outdated()
                && seen.view().failover() instanceof FailoverRequest.None
                && seen.view().initialize() instanceof Initialize.Made;
    }

    private static boolean mayMove(NodeState state) {
        return switch (state.lease()) {
            case Lease.Held held ->
                    state.isIdle()
                            && state.published().offering().openIn(held.epoch()).isEmpty()
                            && isGuardedFor(state);
            case Lease.None _ ->
                    state.cluster() instanceof Cluster.Seen seen
                            && seen.view().lock() instanceof Lock.Held;
            case Lease.Asked _, Lease.Unconfirmed _, Lease.Over _ -> false;
        };
    }

    /**
     * Whether the guard has echoed a deadline that a session begun now would allow, too: whichever
     * of the two sessions turns out to own the lock, it lasts longer than that.
     */
    private static boolean isGuardedFor(NodeState state) {
        Duration ttl = state.settings().ttl();
        Moment allowed = state.now().plus(ttl).minus(DynamicSettings.margin(ttl));
        return switch (state.fence()) {
            case Fence.Armed armed -> allowed.hasReached(armed.until());
            case Fence.Unarmed _ -> state.postgres() instanceof Postgres.Standby;
            case Fence.Arming _, Fence.Fenced _, Fence.Unknown _ -> false;
        };
    }
}
