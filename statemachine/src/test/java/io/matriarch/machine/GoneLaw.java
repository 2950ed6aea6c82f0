package io.matriarch.machine;

import io.matriarch.action.Permit;
import io.matriarch.judge.StandbyClusters;
import io.matriarch.state.ControlData;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Work;
import java.util.Optional;

/** When our PostgreSQL can do no harm to whoever gets the lock (lease.md L5). */
final class GoneLaw {
    private GoneLaw() {}

    /** Whether the lock may be given away: as a rule with no work on the data directory. */
    static boolean mayRelease(NodeState state, Permit permit) {
        if (permit instanceof Permit.Maintenance) {
            return state.settings().maintenance() && state.isIdle();
        }
        if (permit instanceof Permit.StandbyCluster && StandbyClusters.isHarmless(state)) {
            return true;
        }
        return state.isIdle() ? isDown(state) : isStopping(state) && hasShutDown(state);
    }

    static boolean isDown(NodeState state) {
        return hasShutDown(state)
                || state.postgres() instanceof Postgres.Stopped
                || state.postgres() instanceof Postgres.Unreadable
                || state.postgres() instanceof Postgres.NoData;
    }

    /**
     * A primary's control file says "shut down": PostgreSQL writes that when the last client is
     * gone, and a stop begins no process that would change it (lease.md L5).
     */
    private static boolean hasShutDown(NodeState state) {
        Optional<ControlData> left =
                switch (state.postgres()) {
                    case Postgres.Ending(ControlData control) -> Optional.of(control);
                    case Postgres.Stopped(ControlData control) -> Optional.of(control);
                    case Postgres _ -> Optional.empty();
                };
        return left.filter(one -> one.phase() == ControlData.Phase.PRIMARY_STOPPED).isPresent();
    }

    private static boolean isStopping(NodeState state) {
        return state.work() instanceof Work.Busy busy && busy.operation() instanceof Operation.Stop;
    }
}
