package io.matriarch.runtime;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.Role;
import io.matriarch.state.SyncState;
import io.matriarch.state.Tags;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.SessionId;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A cluster of n1, which leads, and n2, which streams from it. */
public final class SampleCluster {
    public static final MemberName N1 = new MemberName("n1");
    public static final MemberName N2 = new MemberName("n2");
    public static final SystemId SYSTEM = new SystemId("7277694203142172922");
    public static final Lsn LEADER_AT = Lsn.parse("0/5000000");
    public static final Lsn STANDBY_AT = Lsn.parse("0/4F00000");

    private SampleCluster() {}

    public static ClusterView view() {
        return view(leader("n1", 5432, "http://127.0.0.1:1/patroni"), standby("n2", 5433));
    }

    public static ClusterView view(Member... members) {
        SortedMap<MemberName, Member> all = new TreeMap<>();
        for (Member member : members) {
            all.put(member.name(), member);
        }
        return new ClusterView(
                new Initialize.Made(SYSTEM),
                new Config.Present(DynamicSettings.DEFAULTS),
                new Lock.Held(N1, new SessionId(1), new LockEpoch(7)),
                all,
                new FailoverRequest.None(),
                SyncState.ABSENT,
                Optional.of(LEADER_AT),
                Optional.empty());
    }

    public static Member leader(String name, int port, String apiUrl) {
        return member(
                name,
                record(
                        port,
                        apiUrl,
                        Role.PRIMARY,
                        Optional.of(LEADER_AT),
                        Optional.empty(),
                        Tags.NONE));
    }

    public static Member standby(String name, int port) {
        return standby(name, port, Tags.NONE);
    }

    public static Member standby(String name, int port, Tags tags) {
        return member(
                name,
                record(
                        port,
                        "http://127.0.0.1:1/patroni",
                        Role.REPLICA,
                        Optional.of(STANDBY_AT),
                        Optional.of(STANDBY_AT),
                        tags));
    }

    public static Tags tags(Map<String, String> shown) {
        return Tags.of(new TreeMap<>(shown));
    }

    private static Member member(String name, MemberRecord record) {
        return new Member(new MemberName(name), new SessionId(1), record);
    }

    private static MemberRecord record(
            int port,
            String apiUrl,
            Role role,
            Optional<Lsn> position,
            Optional<Lsn> received,
            Tags tags) {
        return new MemberRecord(
                "postgres://127.0.0.1:" + port + "/postgres",
                apiUrl,
                MemberState.RUNNING,
                role,
                false,
                "4.1.4",
                Optional.of(Timeline.FIRST),
                position,
                received,
                received,
                role == Role.REPLICA,
                false,
                tags,
                Optional.empty(),
                false);
    }
}
