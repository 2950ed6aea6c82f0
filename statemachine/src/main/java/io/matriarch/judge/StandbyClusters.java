package io.matriarch.judge;

import io.matriarch.state.Fence;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.StandbyCluster;
import io.matriarch.state.Work;
import java.util.Optional;

/** Whether the cluster as a whole follows a server outside, and what that means for its holder. */
public final class StandbyClusters {
    private StandbyClusters() {}

    /** The server that the cluster follows, by the newest settings read. */
    public static Optional<StandbyCluster> of(NodeState state) {
        return state.settings().topology().standbyCluster();
    }

    /** Whether it is a standby cluster: nobody in it may be made to accept writes. */
    public static boolean isOn(NodeState state) {
        return of(state).isPresent();
    }

    /**
     * Whether our PostgreSQL accepts no writes and is not being made to, by the last look at it. A
     * promotion that was given up may still come true.
     */
    static boolean isQuiet(NodeState state) {
        boolean readOnly =
                switch (HolderSituation.server(state)) {
                    case STANDBY, OPENING, DOWN -> true;
                    case PRIMARY, STARTING, UNSURE -> false;
                };
        return readOnly
                && !(state.work() instanceof Work.Busy busy && busy.operation().makesWritable());
    }

    /** Whether the lock may be given away although PostgreSQL runs: it runs in recovery. */
    public static boolean isHarmless(NodeState state) {
        return isOn(state)
                && state.isIdle()
                && isQuiet(state)
                && switch (state.postgres()) {
                    case Postgres.Standby _, Postgres.Starting _ -> true;
                    case Postgres.Primary _,
                            Postgres.Stopped _,
                            Postgres.Ending _,
                            Postgres.NoData _,
                            Postgres.Unreadable _,
                            Postgres.Unknown _,
                            Postgres.Hanging _ ->
                            false;
                };
    }

    /** Whether we lead a standby cluster: we hold the lock and PostgreSQL runs in recovery. */
    public static boolean isLedByUs(NodeState state) {
        return isOn(state)
                && state.lease() instanceof Lease.Held
                && state.postgres() instanceof Postgres.Standby;
    }

    /**
     * Whether the guard has nothing to guard: a standby leader never accepts writes. One that was
     * armed before is told each deadline while an operation runs: it rests only when that is over.
     */
    public static boolean needsNoGuard(NodeState state) {
        boolean armed =
                state.fence() instanceof Fence.Armed || state.fence() instanceof Fence.Arming;
        return isOn(state)
                && state.lease() instanceof Lease.Held
                && isQuiet(state)
                && (state.isIdle() || !armed);
    }

    /** Whether the copy that we made is the beginning of this cluster: the claim is ours. */
    public static boolean isFoundedByCopy(NodeState state) {
        return state.durable().claim().isPresent()
                && state.cluster()
                        .latest()
                        .filter(view ->
                                view.initialize() instanceof Initialize.Claimed claimed
                                        && Situation.isOurClaim(state, claimed))
                        .isPresent();
    }
}
