package io.matriarch.rule;

import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.judge.LastWords;
import io.matriarch.judge.RemoteLook;
import io.matriarch.judge.Source;
import io.matriarch.judge.StandbyClusters;
import io.matriarch.state.DurableFacts;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.Fence;
import io.matriarch.state.Lease;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Release;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.SyncState;
import io.matriarch.value.RequestId;
import java.util.List;
import java.util.Optional;

/** What is done in a standby cluster only. */
final class StandbyLeaderPlans {
    private StandbyLeaderPlans() {}

    /** Gives the lock back, also while PostgreSQL runs: it accepts no writes. */
    static Plan release(NodeState state) {
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
                                        id, held.epoch(), record, new Permit.StandbyCluster()));
    }

    /** Copies the server outside, to make a standby cluster of it. */
    static Plan found(NodeState state) {
        DurableFacts marked =
                state.durable().withUnfinished(Unfinished.COPY, state.durable().claim());
        return Source.remote(state)
                .map(source ->
                        Plan.of(state)
                                .begin(
                                        new Operation.Basebackup(source),
                                        FoundingPlans.claimPermit(state),
                                        marked))
                .orElse(Plan.of(state));
    }

    static List<Chore> upkeep() {
        return List.of(
                Chore.chore(
                        "U68-sync-off-in-standby-cluster",
                        StandbyLeaderPlans::isSyncLeft,
                        StandbyLeaderPlans::clearSync,
                        "Nothing is committed in a standby cluster: key sync restricts nobody any"
                                + " more."));
    }

    static List<Chore> always() {
        return List.of(
                Chore.chore(
                        "A38-standby-leader-needs-no-guard",
                        StandbyLeaderPlans::isGuardToRest,
                        Always::disarm,
                        "We hold the lock of a standby cluster and PostgreSQL accepts no writes:"
                                + " the guard rests."),
                Chore.chore(
                        "A52-look-at-remote",
                        RemoteLook::isDue,
                        StandbyLeaderPlans::lookAtRemote,
                        "The cluster follows a server outside of it, and what that one is decides"
                                + " whether our data may follow: ask it."));
    }

    private static boolean isGuardToRest(NodeState state) {
        boolean armed =
                state.fence() instanceof Fence.Armed || state.fence() instanceof Fence.Arming;
        return armed && state.isIdle() && StandbyClusters.needsNoGuard(state);
    }

    private static Plan lookAtRemote(NodeState state) {
        return StandbyClusters.of(state)
                .map(server -> {
                    RequestId id = state.requests().next();
                    NodeState asked =
                            state.with(state.requests().with(Kind.REMOTE, state.now()))
                                    .with(
                                            state.inflow()
                                                    .with(
                                                            state.inflow()
                                                                    .remote()
                                                                    .asked(server, state.now())));
                    return Plan.of(asked).and(new PostgresAction.LookAtRemote(id, server));
                })
                .orElse(Plan.of(state));
    }

    private static boolean isSyncLeft(NodeState state) {
        return Upkeep.keepsKeys(state)
                && StandbyClusters.isLedByUs(state)
                && !state.requests().isPending(Kind.SYNC)
                && Plans.view(state).sync().leader().isPresent();
    }

    private static Plan clearSync(NodeState state) {
        int version = Plans.view(state).sync().version();
        SyncState none = new SyncState(Optional.empty(), List.of(), 0, version);
        return Plan.of(state)
                .request(
                        Kind.SYNC,
                        id -> new DcsAction.WriteSync(id, none, Plan.leasePermit(state)));
    }
}
