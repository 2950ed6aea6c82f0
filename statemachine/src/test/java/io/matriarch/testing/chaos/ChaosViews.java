package io.matriarch.testing.chaos;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.FailoverPolicy;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.MemberState;
import io.matriarch.state.Offer;
import io.matriarch.state.RejoinPolicy;
import io.matriarch.state.Release;
import io.matriarch.state.Role;
import io.matriarch.state.StandbyCluster;
import io.matriarch.state.SyncPolicy;
import io.matriarch.state.SyncState;
import io.matriarch.state.Tags;
import io.matriarch.state.Topology;
import io.matriarch.testing.Facts;
import io.matriarch.testing.samples.SplitMix;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Revision;
import io.matriarch.value.SessionId;
import io.matriarch.value.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The DCS: who really has the lock, and what a reading of a mad world may show instead. */
final class ChaosViews {
    private static final List<MemberName> NAMES = List.of(Facts.N1, Facts.N2, Facts.N3);

    private Lock lock = new Lock.Free();
    private Initialize initialize = new Initialize.Absent();
    private FailoverRequest failover = new FailoverRequest.None();
    private boolean maintenance;
    private boolean standby;
    private long zxid = 100;

    long nextZxid() {
        return ++zxid;
    }

    /** The lock was created for that session of ours. */
    LockEpoch taken(SessionId session) {
        LockEpoch epoch = new LockEpoch(nextZxid());
        lock = new Lock.Held(Facts.N1, session, epoch);
        return epoch;
    }

    void freed() {
        lock = new Lock.Free();
    }

    /** The claim to make the cluster is ours. */
    Revision claimed() {
        Revision revision = new Revision(0, nextZxid());
        initialize = new Initialize.Claimed(revision);
        return revision;
    }

    void announced() {
        initialize = new Initialize.Made(Facts.SYSTEM);
    }

    void unclaimed() {
        initialize = new Initialize.Absent();
    }

    Lock lock(SplitMix chance, Mood mood, SessionId ours) {
        if (chance.oneIn(mood.saneLock() ? 40 : 2)) {
            lock = anyLock(chance, ours);
        }
        return lock;
    }

    ClusterView view(SplitMix chance, Mood mood, SessionId ours) {
        if (chance.oneIn(mood.saneLock() ? 40 : 5)) {
            initialize = anyInitialize(chance);
        }
        if (chance.oneIn(20)) {
            failover = failover(chance);
        }
        Lock seen = lock(chance, mood, ours);
        int timeline = 1 + chance.below(2);
        return new ClusterView(
                initialize,
                config(chance),
                seen,
                chance.oneIn(3) || initialize instanceof Initialize.Made
                        ? members(chance, seen, ours, timeline)
                        : Collections.emptySortedMap(),
                failover,
                chance.oneIn(4)
                        ? new SyncState(
                                Optional.of(Facts.N2),
                                chance.oneIn(2) ? List.of(Facts.N3) : List.of(Facts.N1, Facts.N3),
                                chance.below(2),
                                3)
                        : SyncState.ABSENT,
                chance.oneIn(4) ? Optional.empty() : Optional.of(new Lsn(Facts.WRITTEN)),
                history(chance, timeline),
                failsafe(chance),
                chance.oneIn(30) ? zxid - chance.below(9) : zxid,
                ChaosSlots.status(chance));
    }

    private static Optional<SortedMap<MemberName, String>> failsafe(SplitMix chance) {
        SortedMap<MemberName, String> listed = new TreeMap<>();
        NAMES.stream()
                .filter(_ -> !chance.oneIn(12))
                .forEach(name -> listed.put(name, Facts.apiUrl(name)));
        return chance.oneIn(12) ? Optional.empty() : Optional.of(listed);
    }

    private Lock anyLock(SplitMix chance, SessionId ours) {
        LockEpoch epoch = new LockEpoch(chance.oneIn(2) ? nextZxid() : zxid - chance.below(3));
        return switch (chance.below(6)) {
            case 0, 1 -> new Lock.Free();
            case 2 -> new Lock.Held(Facts.N1, ours, epoch);
            case 3 -> new Lock.Held(Facts.N1, new SessionId(900), epoch);
            default -> new Lock.Held(Facts.N2, new SessionId(902), epoch);
        };
    }

    private Initialize anyInitialize(SplitMix chance) {
        return switch (chance.below(8)) {
            case 0, 3, 4 -> new Initialize.Absent();
            case 1 -> new Initialize.Claimed(new Revision(0, zxid - chance.below(2)));
            case 2 -> new Initialize.Made(Facts.OTHER_SYSTEM);
            default -> new Initialize.Made(Facts.SYSTEM);
        };
    }

    private Config config(SplitMix chance) {
        if (chance.oneIn(maintenance ? 15 : 60)) {
            maintenance = !maintenance;
        }
        if (chance.oneIn(standby ? 15 : 60)) {
            standby = !standby;
        }
        return switch (anyConfig(chance)) {
            case Config.Present(DynamicSettings settings) ->
                    new Config.Present(
                            settings.withMaintenance(maintenance).with(topology(settings)));
            case Config.Absent absent -> absent;
            case Config.Broken broken -> broken;
        };
    }

    private Topology topology(DynamicSettings settings) {
        return settings.topology()
                .with(standby ? Optional.of(Facts.REMOTE) : Optional.<StandbyCluster>empty());
    }

    private static Config anyConfig(SplitMix chance) {
        if (chance.oneIn(10)) {
            return chance.oneIn(2) ? new Config.Absent() : new Config.Broken("no number: ttl");
        }
        if (!chance.oneIn(8)) {
            return new Config.Present(DynamicSettings.DEFAULTS.withFailsafe(!chance.oneIn(3)));
        }
        return new Config.Present(
                DynamicSettings.DEFAULTS
                        .withTiming(
                                Duration.ofSeconds(5 + chance.below(40)),
                                Duration.ofSeconds(1 + chance.below(15)),
                                Duration.ofSeconds(3))
                        .with(
                                new FailoverPolicy(
                                        chance.below(0x4000),
                                        Duration.ofSeconds(chance.below(30)),
                                        Duration.ofSeconds(chance.below(10)),
                                        chance.oneIn(2),
                                        Duration.ofSeconds(chance.oneIn(4) ? chance.below(30) : 0),
                                        Duration.ofSeconds(chance.below(3))))
                        .with(new RejoinPolicy(chance.oneIn(2), chance.oneIn(2), chance.oneIn(2)))
                        .with(
                                new SyncPolicy(
                                        chance.pick(List.of(SyncPolicy.Mode.values())),
                                        chance.oneIn(2),
                                        1,
                                        -1)));
    }

    private SortedMap<MemberName, Member> members(
            SplitMix chance, Lock seen, SessionId ours, int timeline) {
        SortedMap<MemberName, Member> members = new TreeMap<>();
        for (MemberName name : NAMES) {
            if (!chance.oneIn(6)) {
                SessionId owner =
                        name.equals(Facts.N1)
                                ? ours
                                : new SessionId(900 + Facts.sessionOf(name).id());
                boolean leads = seen instanceof Lock.Held held && held.holder().equals(name);
                MemberRecord record = record(chance, name, leads && !chance.oneIn(5), timeline);
                members.put(
                        name,
                        new Member(name, owner, offering(chance, record, seen), chance.below(9)));
            }
        }
        return members;
    }

    /** One that takes offers, mostly, and may make one. */
    private static MemberRecord offering(SplitMix chance, MemberRecord record, Lock seen) {
        LockEpoch epoch =
                seen instanceof Lock.Held held ? held.epoch() : new LockEpoch(chance.below(200));
        Lsn end = new Lsn(Facts.WRITTEN - 0x100 + chance.below(0x200));
        return record.withOffer(
                !chance.oneIn(8),
                chance.oneIn(8)
                        ? Optional.of(new Offer(chance.pick(NAMES), end, epoch))
                        : Optional.empty());
    }

    private MemberRecord record(SplitMix chance, MemberName name, boolean leads, int timeline) {
        return Facts.record(
                name,
                leads ? (standby ? Role.STANDBY_LEADER : Role.PRIMARY) : Role.REPLICA,
                timeline,
                chance.oneIn(6)
                        ? chance.pick(Arrays.asList(MemberState.values()))
                        : MemberState.RUNNING,
                chance.oneIn(4) ? Optional.of(released(chance)) : Optional.empty(),
                tags(chance));
    }

    private Release released(SplitMix chance) {
        Lsn end = new Lsn(Facts.WRITTEN - 0x100 + chance.below(0x200));
        return new Release(
                new LockEpoch(zxid - chance.below(2)),
                chance.oneIn(2) ? Optional.of(end) : Optional.empty());
    }

    static Tags tags(SplitMix chance) {
        return chance.oneIn(6)
                ? Facts.tags(chance.oneIn(2), chance.below(3), chance.oneIn(2))
                : Tags.NONE;
    }

    private static FailoverRequest failover(SplitMix chance) {
        if (!chance.oneIn(3)) {
            return new FailoverRequest.None();
        }
        Instant soon = Facts.WALL.plusSeconds(chance.below(7200));
        return new FailoverRequest.Asked(
                chance.oneIn(3) ? Optional.of(chance.pick(NAMES)) : Optional.empty(),
                chance.oneIn(3) ? Optional.of(chance.pick(NAMES)) : Optional.empty(),
                chance.oneIn(3) ? Optional.of(soon) : Optional.empty(),
                new Revision(chance.below(9), 50),
                chance.oneIn(4) ? 50 : Integer.MAX_VALUE);
    }

    private static Optional<List<HistoryLine>> history(SplitMix chance, int timeline) {
        int told = chance.oneIn(3) ? 1 + chance.below(3) : timeline;
        return chance.oneIn(8)
                ? Optional.empty()
                : Optional.of(ChaosServer.forks(new Timeline(told)));
    }
}
