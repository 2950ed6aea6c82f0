package io.matriarch.judge;

import io.matriarch.state.SyncNames;
import io.matriarch.state.SyncPolicy;
import io.matriarch.state.SyncState;
import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Optional;

/** What whoever holds the lock does about synchronous mode before its PostgreSQL accepts writes. */
public final class SyncClaim {
    private SyncClaim() {}

    /** Whether key {@code sync} must name us first. */
    static boolean isNeeded(SyncPolicy policy, SyncState key, MemberName me) {
        return policy.isOn() && !key.leader().map(me::isNamedLike).orElse(false);
    }

    /**
     * The key as we write it. Nobody has what we shall write; only where commits wait for them from
     * the first one on, the others may stay: in strict mode those that had every commit, with votes
     * all of them (contract 2.18).
     */
    static SyncState content(SyncPolicy policy, SyncState key, MemberName me) {
        boolean stays =
                policy.mode() == SyncPolicy.Mode.QUORUM || policy.strict() && key.quorum() == 0;
        List<MemberName> others =
                key.standbys().stream().filter(one -> !one.isNamedLike(me)).toList();
        List<MemberName> kept = stays ? others : List.of();
        int quorum = kept.isEmpty() ? 0 : key.quorum();
        return new SyncState(Optional.of(me), kept, quorum, key.version());
    }

    /**
     * Whom commits wait for from the first one on; absent for the operators' own.
     *
     * @param key names us
     */
    static Optional<SyncNames> names(SyncPolicy policy, SyncState key) {
        if (!policy.isOn()) {
            return Optional.empty();
        }
        List<MemberName> set = key.standbys();
        if (set.isEmpty()) {
            return Optional.of(policy.strict() ? SyncNames.NOBODY_YET : SyncNames.NONE);
        }
        int count = Math.max(policy.strict() ? 1 : 0, set.size() - key.quorum());
        boolean all = policy.mode() == SyncPolicy.Mode.ON && key.quorum() == 0;
        return Optional.of(all ? SyncNames.all(set) : SyncNames.any(count, set));
    }
}
