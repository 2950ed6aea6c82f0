package io.matriarch.judge;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Lease;
import io.matriarch.state.Member;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether anybody could take over from a leader that runs well, by what the others say in their
 * records: operators learn before the leader is lost that nobody could.
 */
public final class Successors {
    private Successors() {}

    /** Why nobody could; absent while somebody could, and for whoever is not the leader. */
    public static Optional<String> alarm(NodeState state) {
        boolean leads =
                state.lease() instanceof Lease.Held
                        && state.postgres() instanceof Postgres.Primary
                        && !Maintenance.isOn(state);
        SortedMap<String, String> objections = new TreeMap<>();
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        for (Member member : view.members().values()) {
            if (!member.name().equals(state.me())) {
                objections.put(member.name().text(), objection(state, member).orElse(""));
            }
        }
        boolean nobody = objections.values().stream().noneMatch(String::isEmpty);
        return leads && nobody && isMeantToHaveAny(state)
                ? Optional.of("no standby could take over now: " + words(objections))
                : Optional.empty();
    }

    /** A cluster of one member has none, and that is no news. */
    private static boolean isMeantToHaveAny(NodeState state) {
        ClusterView view = state.cluster().latest().orElse(ClusterView.EMPTY);
        return view.members().keySet().stream().anyMatch(name -> !name.equals(state.me()))
                || state.settings().failover().maximumAge().isPositive();
    }

    private static String words(SortedMap<String, String> objections) {
        return objections.isEmpty()
                ? "the DCS shows no other member"
                : objections.entrySet().stream()
                        .map(one -> one.getKey() + ": " + one.getValue())
                        .collect(Collectors.joining("; "));
    }

    private static Optional<String> objection(NodeState state, Member member) {
        MemberRecord record = member.record();
        if (!record.tags().mayLead()) {
            return Optional.of(Candidacy.NEVER);
        }
        if (record.state() != MemberState.RUNNING) {
            return Optional.of("its PostgreSQL is " + record.state().word());
        }
        SyncSet sync = SyncSet.of(state);
        if (!sync.admits(member.name())) {
            return Optional.of(sync.exclusion());
        }
        if (!record.notes().doubt().isEmpty()) {
            return Optional.of("lacks log " + record.notes().doubt());
        }
        return record.position()
                .flatMap(end -> Fitness.objection(state, record.timeline(), end, true));
    }
}
