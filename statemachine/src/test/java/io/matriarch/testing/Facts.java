package io.matriarch.testing;

import io.matriarch.state.Callback;
import io.matriarch.state.ControlData;
import io.matriarch.state.ControlData.Phase;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.LocalSettings;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Release;
import io.matriarch.state.Role;
import io.matriarch.state.Scripts;
import io.matriarch.state.StandbyCluster;
import io.matriarch.state.Tags;
import io.matriarch.state.Upstream;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import io.matriarch.value.SystemId;
import io.matriarch.value.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The small facts of one story that all states share: three members n1 (us), n2, n3 with the
 * sessions 1, 2, 3, and a log that stands at 0/5000.
 */
public final class Facts {
    public static final MemberName N1 = new MemberName("n1");
    public static final MemberName N2 = new MemberName("n2");
    public static final MemberName N3 = new MemberName("n3");
    public static final SystemId SYSTEM = new SystemId("7400000000000000001");
    public static final SystemId OTHER_SYSTEM = new SystemId("7400000000000000002");
    public static final Instant WALL = Instant.parse("2025-01-01T00:00:00Z");

    /** Every callback, and no script that has a say. */
    public static final Scripts SCRIPTS =
            new Scripts(List.of(Callback.values()), false, false, false);

    /** Where the log of a member that lacks nothing stands. */
    public static final long WRITTEN = 0x5000;

    /** The server that a standby cluster follows. */
    public static final StandbyCluster REMOTE = new StandbyCluster("far", "5432", "slot_for_us");

    private Facts() {}

    /** A moment, in seconds since boot, to the millisecond. */
    public static Moment at(double seconds) {
        return Moment.ofMillis(Math.round(seconds * 1000));
    }

    public static SessionId sessionOf(MemberName name) {
        return new SessionId(Long.parseLong(name.text().substring(1)));
    }

    public static LockEpoch epoch(long zxid) {
        return new LockEpoch(zxid);
    }

    public static Timeline timeline(int number) {
        return new Timeline(number);
    }

    public static LocalSettings local(MemberName name, Tags tags) {
        return new LocalSettings(
                name,
                "main",
                connUrl(name),
                apiUrl(name),
                "4.1.0",
                tags,
                SCRIPTS,
                true,
                Duration.ofSeconds(2),
                true);
    }

    public static String connUrl(MemberName name) {
        return "postgres://" + name + ":5432/postgres";
    }

    public static String apiUrl(MemberName name) {
        return "http://" + name + ":8008/patroni";
    }

    public static Upstream upstream(MemberName name) {
        return new Upstream(name, connUrl(name));
    }

    public static Postgres.Primary primary(int timeline, long written, HistoryLine... forks) {
        return new Postgres.Primary(
                SYSTEM, timeline(timeline), new Lsn(written), true, List.of(forks));
    }

    /** A standby that streams from n2. */
    public static Postgres.Standby standby(int timeline, long position) {
        return standby(timeline, position, Optional.of(connUrl(N2)));
    }

    public static Postgres.Standby standby(int timeline, long position, Optional<String> upstream) {
        return new Postgres.Standby(
                SYSTEM,
                Optional.of(timeline(timeline)),
                new Lsn(position),
                new Lsn(position),
                upstream,
                upstream.isPresent());
    }

    /** Stopped; {@code end} below zero for unknown. */
    public static Postgres.Stopped stopped(Phase phase, int timeline, long end) {
        return new Postgres.Stopped(
                new ControlData(
                        SYSTEM,
                        phase,
                        timeline(timeline),
                        new Lsn(Math.max(0, end - 0x70)),
                        end < 0 ? Optional.empty() : Optional.of(new Lsn(end)),
                        true));
    }

    public static Postgres.Stopped stoppedPrimary() {
        return stopped(Phase.PRIMARY_STOPPED, 1, WRITTEN);
    }

    public static Postgres.Stopped crashedPrimary() {
        return stopped(Phase.PRIMARY_CRASHED, 1, -1);
    }

    public static Postgres.Stopped stoppedStandby() {
        return stopped(Phase.STANDBY_STOPPED, 1, WRITTEN);
    }

    /** A line that says: this timeline was left there. */
    public static HistoryLine fork(int timeline, long end) {
        return new HistoryLine(
                timeline(timeline), new Lsn(end), "no recovery target specified", "", "");
    }

    /** The record of a member that runs, up to the log's end. */
    public static MemberRecord record(MemberName name, Role role, int timeline) {
        return record(name, role, timeline, MemberState.RUNNING, Optional.empty(), Tags.NONE);
    }

    public static MemberRecord record(
            MemberName name,
            Role role,
            int timeline,
            MemberState state,
            Optional<Release> released,
            Tags tags) {
        return new MemberRecord(
                connUrl(name),
                apiUrl(name),
                state,
                role,
                false,
                "4.1.0",
                Optional.of(timeline(timeline)),
                Optional.of(new Lsn(WRITTEN)),
                Optional.empty(),
                Optional.empty(),
                role == Role.REPLICA,
                false,
                tags,
                released,
                true);
    }

    /** What a member says that gave this tenure back and cannot tell where its log ended. */
    public static Optional<Release> released(LockEpoch epoch) {
        return Optional.of(new Release(epoch, Optional.empty()));
    }

    /** The same member without a guard, as Patroni's are. */
    public static MemberRecord unguarded(MemberRecord one) {
        return new MemberRecord(
                one.connUrl(),
                one.apiUrl(),
                one.state(),
                one.role(),
                one.saysMaster(),
                one.version(),
                one.timeline(),
                one.position(),
                one.received(),
                one.replayed(),
                one.streaming(),
                one.checkpointPending(),
                one.tags(),
                one.released(),
                false);
    }

    /** What a standby answers that may lead. */
    public static Peers.Told told(int timeline, long position) {
        return new Peers.Told(false, Optional.of(timeline(timeline)), new Lsn(position), true, 1);
    }

    public static Peers.Told toldPrimary(int timeline, long position) {
        return new Peers.Told(true, Optional.of(timeline(timeline)), new Lsn(position), true, 1);
    }

    public static Tags tags(boolean nofailover, int priority, boolean clonefrom) {
        return Tags.of(
                new TreeMap<>(
                        Map.of(
                                "nofailover", Boolean.toString(nofailover || priority == 0),
                                "failover_priority", Integer.toString(priority),
                                "clonefrom", Boolean.toString(clonefrom))));
    }
}
