package io.matriarch.runtime.report;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.SyncState;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A cluster as its keys show it (contract 3.4, 5.3).
 *
 * @param scope its name
 * @param systemId the system identifier, {@code initializing} or {@code uninitialized}
 * @param members sorted by name
 * @param scheduled a switchover that waits for its time
 */
public record ClusterReport(
        String scope,
        String systemId,
        List<MemberLine> members,
        Optional<FailoverRequest.Asked> scheduled) {
    /** The word for the leader of a standby cluster. */
    static final String STANDBY_LEADER = "standby_leader";

    private static final int POSTGRES_PORT = 5432;

    public ClusterReport {
        members = List.copyOf(members);
    }

    public static ClusterReport of(String scope, ClusterView view) {
        String systemId =
                switch (view.initialize()) {
                    case Initialize.Absent _ -> "uninitialized";
                    case Initialize.Claimed _ -> "initializing";
                    case Initialize.Made made -> made.systemId().text();
                };
        List<MemberLine> members =
                view.members().values().stream().map(member -> line(view, member)).toList();
        return new ClusterReport(scope, systemId, members, scheduled(view.failover()));
    }

    /** The member that holds the lock, if it has a record. */
    public Optional<MemberLine> leader() {
        return members.stream().filter(MemberLine::isLeader).findFirst();
    }

    private static Optional<FailoverRequest.Asked> scheduled(FailoverRequest request) {
        return request instanceof FailoverRequest.Asked asked && asked.at().isPresent()
                ? Optional.of(asked)
                : Optional.empty();
    }

    private static MemberLine line(ClusterView view, Member member) {
        MemberRecord record = member.record();
        String role = role(view, member.name());
        boolean leads = "leader".equals(role);
        Optional<URI> url = uri(record.connUrl());
        Optional<Lsn> first = view.position();
        return new MemberLine(
                member.name().text(),
                role,
                state(record, leads),
                record.apiUrl(),
                url.map(URI::getHost).orElse(""),
                url.map(one -> OptionalInt.of(one.getPort() < 0 ? POSTGRES_PORT : one.getPort()))
                        .orElse(OptionalInt.empty()),
                record.timeline()
                        .map(timeline -> OptionalInt.of(timeline.number()))
                        .orElse(OptionalInt.empty()),
                leads ? Optional.empty() : Lag.of(record.received(), first),
                leads ? Optional.empty() : Lag.of(record.replayed(), first),
                leads ? Optional.empty() : Lag.of(record.position(), first),
                record.tags().shown());
    }

    private static String role(ClusterView view, MemberName name) {
        if (view.lock() instanceof Lock.Held held && held.holder().equals(name)) {
            boolean follows =
                    view.config() instanceof Config.Present(var settings)
                            && settings.topology().standbyCluster().isPresent();
            return follows ? STANDBY_LEADER : "leader";
        }
        SyncState sync = view.sync();
        boolean listed =
                sync.leader().isPresent()
                        && sync.standbys().stream()
                                .anyMatch(one -> one.text().equalsIgnoreCase(name.text()));
        if (!listed) {
            return "replica";
        }
        return sync.quorum() > 0 ? "quorum_standby" : "sync_standby";
    }

    private static String state(MemberRecord record, boolean leads) {
        return !leads && record.streaming() && record.state() == MemberState.RUNNING
                ? "streaming"
                : record.state().word();
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(text)
                    .filter(given -> !given.isEmpty())
                    .map(URI::create)
                    .filter(given -> given.getHost() != null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
