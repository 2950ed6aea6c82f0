package io.matriarch.rule;

import io.matriarch.action.AgentAction;
import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.judge.Handover;
import io.matriarch.judge.LastWords;
import io.matriarch.judge.Maintenance;
import io.matriarch.state.Lease;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Release;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.Task;
import java.util.Optional;

/** What rows do in maintenance only. */
final class MaintenancePlans {
    private MaintenancePlans() {}

    /** Ends the agent alone: its session is not closed, so that lock and record expire. */
    static Plan leaveAll(NodeState state) {
        String message =
                "stopped as requested; the cluster is in maintenance, so PostgreSQL is left as it"
                        + " is";
        return Plan.of(state.with(Presence.GONE)).and(new AgentAction.EndAgent(0, message, false));
    }

    /** Gives the lock back while PostgreSQL runs: in maintenance it may run without. */
    static Plan release(NodeState state) {
        if (state.postgres() instanceof Postgres.Stopped) {
            return LockPlans.releaseLock(state);
        }
        if (!(state.lease() instanceof Lease.Held held) || LockPlans.isUnderWay(state)) {
            return Plan.of(state);
        }
        Release given = LastWords.release(state, held.epoch());
        MemberRecord record =
                Records.of(state.with(state.published().withReleased(Optional.of(given))));
        return Plan.of(state)
                .request(
                        Kind.LOCK,
                        id ->
                                new DcsAction.ReleaseLock(
                                        id, held.epoch(), record, new Permit.Maintenance()));
    }

    static Plan stopForHandover(NodeState state) {
        return ServerPlans.stopAfterCheckpoint(
                state.with(state.orders().with(new Task.HandingOver(state.now()))));
    }

    static Plan clearVoid(NodeState state) {
        return Handover.of(state) instanceof Handover.Void(String why)
                ? LockPlans.clearFailover(state, why)
                : Plan.of(state);
    }

    /** Remembers, beyond this run, that our data is not to be thrown away unasked. */
    static Plan standApart(NodeState state) {
        return Plan.of(state.with(state.durable().withApart(true)));
    }

    /** Lets a primary that has no lease yet go on for a moment, and no longer. */
    static Plan armForGrace(NodeState state) {
        return Always.arm(state, Maintenance.graceUntil(state));
    }
}
