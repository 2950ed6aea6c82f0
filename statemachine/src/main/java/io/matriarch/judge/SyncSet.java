package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.NodeState;
import io.matriarch.state.SyncState;
import io.matriarch.value.MemberName;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom key {@code sync} lets lead (contract 1.6; 2.8 steps 8, 11, 12). How it must be judged is
 * said by the key, not by the setting: a leader that died while the mode was being switched left
 * the promise that it had published.
 *
 * @param key the key
 * @param isActive whether it restricts anybody: it names a maintainer, and the mode is on
 */
public record SyncSet(SyncState key, boolean isActive) {
    /** The set by the newest view. */
    public static SyncSet of(NodeState state) {
        SyncState key = state.cluster().latest().orElse(ClusterView.EMPTY).sync();
        return new SyncSet(key, state.settings().sync().isOn() && key.leader().isPresent());
    }

    /** Whether it lets this member lead: it maintained the set, or is in it. */
    public boolean admits(MemberName name) {
        return !isActive || isMaintainer(name) || isVoter(name);
    }

    /** Whether commits were acknowledged by this member as the primary: its log has them all. */
    boolean isMaintainer(MemberName name) {
        return isActive && key.leader().map(name::isNamedLike).orElse(false);
    }

    /** Whether commits may have waited for this standby. */
    boolean isVoter(MemberName name) {
        return isActive && key.standbys().stream().anyMatch(name::isNamedLike);
    }

    /** Whether being in the set is not enough: so many other voters must not be ahead. */
    boolean needsVotes() {
        return isActive && key.quorum() > 0;
    }

    /** Why the member may not lead; for one that it does not admit. */
    String exclusion() {
        String names =
                Stream.concat(key.leader().stream(), key.standbys().stream())
                        .map(MemberName::text)
                        .distinct()
                        .collect(Collectors.joining(", "));
        return "not in key sync, which has " + names;
    }

    /**
     * Whether what is asked for outranks the set: a manual failover, which names the member that
     * shall lead whatever is lost (contract 2.9a).
     */
    static boolean isOutranked(FailoverRequest request) {
        return request instanceof FailoverRequest.Asked(var leader, var candidate, _, _, _)
                && leader.isEmpty()
                && candidate.isPresent();
    }
}
