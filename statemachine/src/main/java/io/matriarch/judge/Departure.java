package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Fence;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Task;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * What a member owes the others before its PostgreSQL stops on an operator's word, and how long it
 * waits for that and for the stop.
 */
public final class Departure {
    private Departure() {}

    /** How long a planned stop may take where {@code primary_stop_timeout} says nothing. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How much longer a stop gets that is made an immediate one, as synchronous mode does. */
    static final Duration HASTENED = Duration.ofSeconds(30);

    /** How long an overdue agent goes on killing a PostgreSQL before it ends all the same. */
    static final Duration KILL_PATIENCE = HolderSituation.KILL_TIME.multipliedBy(10);

    /**
     * Whether our record asks to be left out of the synchronous set: a standby that is about to
     * stop or to be restarted (contract 2.12, 2.20).
     */
    public static boolean asksRelease(NodeState state) {
        return since(state).isPresent()
                && state.lease() instanceof Lease.None
                && !(state.postgres() instanceof Postgres.Primary);
    }

    /** Whether commits may still wait for us, and the leader has had little time to change that. */
    static boolean awaitsRelease(NodeState state) {
        Duration patience = state.settings().loopWait().multipliedBy(2);
        return asksRelease(state)
                && state.settings().sync().isOn()
                && isListed(state)
                && since(state).filter(one -> state.now().isBefore(one.plus(patience))).isPresent();
    }

    /** Whether a planned stop has taken so long that the rest is left to guard and expiry. */
    static boolean isOverdue(NodeState state) {
        return state.presence() == Presence.LEAVING
                && overdueAt(state).map(state.now()::hasReached).orElse(false);
    }

    /** When a planned stop is given up. */
    static Optional<Moment> overdueAt(NodeState state) {
        Duration told = state.settings().failover().stopTimeout();
        Duration hastened = state.settings().sync().isOn() ? told.plus(HASTENED) : told;
        Duration patience = told.isZero() ? PATIENCE : hastened;
        return state.orders().leavingSince().map(since -> since.plus(patience));
    }

    /**
     * Whether an overdue agent has to kill its PostgreSQL before it ends: that may accept writes,
     * and either no kill was ordered yet or there is still time to see what came of it.
     */
    public static boolean mustKillFirst(NodeState state) {
        boolean mayWrite =
                switch (HolderSituation.server(state)) {
                    case PRIMARY, STARTING, UNSURE -> true;
                    case STANDBY, OPENING, DOWN -> false;
                };
        boolean ordered = state.fence() instanceof Fence.Fenced;
        return mayWrite && !(ordered && killedBy(state).map(state.now()::hasReached).orElse(true));
    }

    /** Until when an overdue agent waits to see PostgreSQL dead. */
    static Optional<Moment> killedBy(NodeState state) {
        return overdueAt(state).map(at -> at.plus(KILL_PATIENCE));
    }

    private static Optional<Moment> since(NodeState state) {
        if (state.orders().task() instanceof Task.Restarting task
                && task.phase() == Task.Phase.ASKED) {
            return Optional.of(task.since());
        }
        return state.presence() == Presence.LEAVING
                ? state.orders().leavingSince()
                : Optional.empty();
    }

    private static boolean isListed(NodeState state) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        return view.sync().leader().isPresent()
                && view.sync().standbys().stream()
                        .anyMatch(one -> one.text().equalsIgnoreCase(state.me().text()));
    }
}
