package io.matriarch.judge;

import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import java.util.Optional;

/**
 * What stands against making our PostgreSQL accept writes, whichever row wants to. Rows wait for
 * these things one by one, each with its reason; here they stand together, so that none can be
 * forgotten (lease.md L4, L8).
 */
public final class MayWrite {
    private MayWrite() {}

    /** The objection to doing it by the lock; absent when there is none. */
    public static Optional<String> byLock(NodeState state) {
        if (!(state.lease() instanceof Lease.Held held) || state.now().hasReached(held.until())) {
            return Optional.of("the lock is not ours");
        }
        if (state.published().offering().openIn(held.epoch()).isPresent()) {
            return Optional.of("the lock is offered to another member");
        }
        return Fitness.objectionToOwn(state)
                .or(() -> bySync(state, SyncPlan.isAsking(state)))
                .or(() -> byWorld(state));
    }

    /** The objection to doing it by the promise of all members; absent when there is none. */
    public static Optional<String> byPromise(NodeState state) {
        if (!state.failsafe().isPromised(state.now())) {
            return Optional.of("nobody has promised not to lead");
        }
        if (Identity.isForeign(state)) {
            return Optional.of(Fitness.FOREIGN);
        }
        if (Fitness.isHalfMade(state)) {
            return Optional.of(Fitness.HALF_MADE);
        }
        return bySync(state, false).or(() -> byWorld(state));
    }

    private static Optional<String> bySync(NodeState state, boolean asking) {
        boolean open = state.settings().sync().isOn() && (asking || SyncPlan.isClaimNeeded(state));
        return open ? Optional.of("key sync does not name us yet") : Optional.empty();
    }

    private static Optional<String> byWorld(NodeState state) {
        if (StandbyClusters.isOn(state)) {
            return Optional.of("the cluster follows a server outside");
        }
        if (Maintenance.isOn(state)) {
            return Optional.empty();
        }
        if (HolderSituation.guard(state) != HolderSituation.Guard.ARMED) {
            return Optional.of("the guard is not armed");
        }
        return state.lease() instanceof Lease.Held && FoundLock.of(state) != FoundLock.GOOD
                ? Optional.of("another member may have led since")
                : Optional.empty();
    }
}
