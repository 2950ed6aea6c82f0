package io.matriarch.rule;

import io.matriarch.action.DcsAction;
import io.matriarch.action.Permit;
import io.matriarch.judge.LastWords;
import io.matriarch.judge.Mixed;
import io.matriarch.state.Cluster;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Lease;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Requests.Kind;
import java.time.Duration;
import java.util.Optional;

/** What rows do about the lock, and about the request to hand it over. */
final class LockPlans {
    private LockPlans() {}

    /** How long the decision to take the lock counts: as long as the others may take to answer. */
    static final Duration JUDGED_FOR = Duration.ofSeconds(2);

    /** Takes it, unless another leader has our promise: that stands above any order. */
    static Plan takeLock(NodeState state) {
        if (isBound(state) || state.requests().isPending(Kind.MOVE)) {
            return Plan.of(state);
        }
        int sync = Plans.view(state).sync().version();
        NodeState asked = state.with(new Lease.Asked(state.requests().next(), state.now()));
        Permit permit = new Permit.NotAfter(state.now().plus(JUDGED_FOR));
        return Plan.of(asked).request(Kind.LOCK, id -> new DcsAction.TakeLock(id, sync, permit));
    }

    static boolean isBound(NodeState state) {
        return state.failsafe().isBound(state.now()) && state.failsafe().promise().isEmpty();
    }

    /**
     * Whether an offer of our lock may stand: then it is neither given away nor used, for another
     * member may have it by now.
     */
    static boolean isOffered(NodeState state) {
        return state.lease() instanceof Lease.Held held
                && state.published().offering().openIn(held.epoch()).isPresent();
    }

    /** Whether our lock may be another member's, or another session's, by now. */
    static boolean isUnderWay(NodeState state) {
        return isOffered(state) || state.requests().isPending(Kind.MOVE);
    }

    static Plan releaseLock(NodeState state) {
        if (!(state.lease() instanceof Lease.Held held) || isUnderWay(state)) {
            return Plan.of(state);
        }
        NodeState saying =
                state.with(
                        state.published()
                                .withReleased(Optional.of(LastWords.release(state, held.epoch()))));
        MemberRecord record = Records.of(saying);
        return withLastWords(state, held)
                .request(Kind.LOCK, id -> new DcsAction.ReleaseLock(id, held.epoch(), record));
    }

    /** The shutdown checkpoint's position, for those who judge their lag by it. */
    static Plan withLastWords(NodeState state, Lease.Held held) {
        return LastWords.of(state)
                .map(end ->
                        Plan.of(state)
                                .request(
                                        Kind.STATUS,
                                        id ->
                                                new DcsAction.WriteStatus(
                                                        id,
                                                        end,
                                                        Mixed.readsOldPosition(state),
                                                        new Permit.LeaseHeld(
                                                                held.epoch(), held.until()))))
                .orElseGet(() -> Plan.of(state));
    }

    static Plan forgetLease(NodeState state) {
        return Plan.of(state.with(new Lease.None()));
    }

    static Plan forgetPromise(NodeState state) {
        return Plan.of(state.with(state.failsafe().withPromise(Optional.empty())));
    }

    static Plan clearFailover(NodeState state, String why) {
        boolean current = state.cluster() instanceof Cluster.Seen seen && !seen.outdated();
        return current
                        && Plans.view(state).failover()
                                instanceof FailoverRequest.Asked(_, _, _, var revision, _)
                ? Plan.of(state)
                        .request(
                                Kind.FAILOVER,
                                id ->
                                        new DcsAction.ClearFailover(
                                                id, revision, why, Plan.leasePermit(state)))
                : Plan.of(state);
    }
}
