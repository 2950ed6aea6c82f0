package io.matriarch.machine;

import io.matriarch.event.PostgresEvent;
import io.matriarch.state.ControlData;
import io.matriarch.state.Health;
import io.matriarch.state.Inflow;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Requests;
import java.time.Duration;

/** Folds in what shows how well our PostgreSQL and its machine do. */
final class ObserveHealth {
    private ObserveHealth() {}

    /** As the C library words ENOSPC, which PostgreSQL and its tools pass on. */
    private static final String NO_ROOM = "No space left on device";

    static NodeState tried(NodeState state, PostgresEvent.WriteTried event) {
        Requests.Pending asked = state.requests().pending().get(Requests.Kind.WRITE);
        if (asked == null || !asked.id().equals(event.request())) {
            return state;
        }
        Duration allowed = state.settings().failover().writeTimeout();
        boolean late = !allowed.isZero() && state.now().hasReached(asked.sentAt().plus(allowed));
        Health health =
                switch (event.result()) {
                    case DONE -> state.health().withWrite();
                    case DISK_FULL -> state.health().withDiskFull(state.now());
                    case UNTRIED -> late ? state.health().withStall(state.now()) : state.health();
                };
        return state.with(health).with(state.requests().without(event.request()));
    }

    /**
     * A holder's primary that ran when last seen and is found crashed; or a standby that has put
     * more of its leader's log on its disk, which shows that there is room and that it writes.
     */
    static Health probed(Postgres before, NodeState state) {
        if (before instanceof Postgres.Standby earlier
                && state.postgres() instanceof Postgres.Standby standby
                && standby.received().compareTo(earlier.received()) > 0) {
            return state.health().withWrite();
        }
        boolean crashed =
                state.lease() instanceof Lease.Held
                        && state.setbacks().downSince().isEmpty()
                        && state.postgres() instanceof Postgres.Stopped(ControlData control)
                        && control.phase() == ControlData.Phase.PRIMARY_CRASHED;
        return crashed ? state.health().withCrash(state.now()) : state.health();
    }

    /** When its log last grew, and as of when all of it is here. */
    static Inflow inflow(Postgres before, NodeState state) {
        if (state.postgres() instanceof Postgres.Primary) {
            return state.inflow().with(state.inflow().freshness().levelAt(state.now()));
        }
        if (!(state.postgres() instanceof Postgres.Standby standby)) {
            return state.inflow();
        }
        boolean grew =
                before instanceof Postgres.Standby earlier
                        && standby.position().compareTo(earlier.position()) > 0;
        Inflow inflow = grew ? state.inflow().withGrowth(state.now()) : state.inflow();
        return inflow.with(inflow.freshness().come(standby.position()));
    }

    /** Work came to nothing, and said why. */
    static Health failed(NodeState state, Operation operation, String why) {
        Health health =
                operation instanceof Operation.Stop
                        ? state.health().withFailedStop(state.now())
                        : state.health();
        return why.contains(NO_ROOM) ? health.withDiskFull(state.now()) : health;
    }
}
