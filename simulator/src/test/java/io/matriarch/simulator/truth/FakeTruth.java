package io.matriarch.simulator.truth;

import io.matriarch.state.DynamicSettings;
import io.matriarch.state.Lock;
import io.matriarch.state.Operation;
import io.matriarch.state.Slot;
import io.matriarch.state.SyncState;
import io.matriarch.state.Tags;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.SessionId;
import io.matriarch.value.Timeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A truth that tests make up: n1, n2, n3, all up; n1 accepts writes, the others stream from it. */
public final class FakeTruth implements Truth {
    public static final MemberName N1 = new MemberName("n1");
    public static final MemberName N2 = new MemberName("n2");
    public static final MemberName N3 = new MemberName("n3");

    private boolean standbyCluster;
    private DynamicSettings settings = DynamicSettings.DEFAULTS;
    private Lsn common = Lsn.ZERO;
    private final Map<MemberName, Tags> tags = new TreeMap<>();
    private Moment now = Moment.ZERO;
    private Lock lock = new Lock.Free();
    private SyncState sync = SyncState.ABSENT;
    private final Set<MemberName> writable = new HashSet<>();
    private final Map<MemberName, MemberName> upstreams = new TreeMap<>();
    private final Map<MemberName, Timeline> timelines = new TreeMap<>();
    private final Map<MemberName, Operation> operations = new TreeMap<>();
    private final List<LockEpoch> tenures = new ArrayList<>();
    private final Map<String, Long> acknowledged = new TreeMap<>();
    private final Map<MemberName, Lsn> positions = new TreeMap<>();
    private final Map<MemberName, Long> lost = new TreeMap<>();
    private final Map<MemberName, Long> promised = new TreeMap<>();
    private Moment promisedAt = Moment.ZERO;

    public FakeTruth() {
        primary(N1, 1).follows(N2, N1).follows(N3, N1).held(N1, 10);
        timelines.put(N2, Timeline.FIRST);
        timelines.put(N3, Timeline.FIRST);
    }

    public FakeTruth at(long seconds) {
        now = Moment.ofMillis(seconds * 1000);
        return this;
    }

    public FakeTruth held(MemberName holder, long epoch) {
        lock = new Lock.Held(holder, new SessionId(1), new LockEpoch(epoch));
        if (!tenures.contains(new LockEpoch(epoch))) {
            tenures.add(new LockEpoch(epoch));
        }
        return this;
    }

    public FakeTruth free() {
        lock = new Lock.Free();
        return this;
    }

    public FakeTruth primary(MemberName member, int timeline) {
        writable.add(member);
        upstreams.remove(member);
        timelines.put(member, new Timeline(timeline));
        return this;
    }

    public FakeTruth down(MemberName member) {
        writable.remove(member);
        upstreams.remove(member);
        return this;
    }

    public FakeTruth follows(MemberName member, MemberName upstream) {
        writable.remove(member);
        upstreams.put(member, upstream);
        return this;
    }

    /** A standby that receives from nobody. */
    public FakeTruth withdrawn(MemberName member) {
        return down(member);
    }

    public FakeTruth timeline(MemberName member, int timeline) {
        timelines.put(member, new Timeline(timeline));
        return this;
    }

    public FakeTruth lost(MemberName member, long count) {
        lost.put(member, count);
        return this;
    }

    /** The member lacks so many writes that nobody else confirmed, but that were promised now. */
    public FakeTruth lacksPromised(MemberName member, long count) {
        promised.put(member, count);
        promisedAt = now;
        return this;
    }

    public FakeTruth acknowledged(String client, long count) {
        acknowledged.put(client, count);
        return this;
    }

    @Override
    public Moment now() {
        return now;
    }

    @Override
    public List<MemberName> members() {
        return List.of(N1, N2, N3);
    }

    @Override
    public boolean isUp(MemberName member) {
        return true;
    }

    @Override
    public boolean isRunning(MemberName member) {
        return acceptsWrites(member) || isStandby(member);
    }

    @Override
    public boolean acceptsWrites(MemberName member) {
        return writable.contains(member);
    }

    @Override
    public boolean isStandby(MemberName member) {
        return upstreams.containsKey(member);
    }

    @Override
    public Optional<Timeline> timeline(MemberName member) {
        return Optional.ofNullable(timelines.get(member));
    }

    @Override
    public Optional<MemberName> streamsFrom(MemberName member) {
        return Optional.ofNullable(upstreams.get(member));
    }

    @Override
    public Optional<Operation> operation(MemberName member) {
        return Optional.ofNullable(operations.get(member));
    }

    @Override
    public Moment clock(MemberName member) {
        return now;
    }

    @Override
    public Lock lock() {
        return lock;
    }

    @Override
    public boolean isClosed(MemberName member) {
        return false;
    }

    @Override
    public Optional<Slot> slot(MemberName member, String name) {
        return Optional.empty();
    }

    @Override
    public Lsn position(MemberName member) {
        return positions.getOrDefault(member, Lsn.ZERO);
    }

    /** How far its log goes; nowhere unless told. */
    public FakeTruth position(MemberName member, long end) {
        positions.put(member, new Lsn(end));
        return this;
    }

    @Override
    public SyncState sync() {
        return sync;
    }

    /** Key {@code sync} holds this. */
    public void sync(SyncState value) {
        sync = value;
    }

    @Override
    public DynamicSettings settings() {
        return settings;
    }

    /** The settings in force. */
    public FakeTruth settings(DynamicSettings value) {
        settings = value;
        return this;
    }

    @Override
    public Tags tags(MemberName member) {
        return tags.getOrDefault(member, Tags.NONE);
    }

    /** The member has these tags. */
    public FakeTruth tags(MemberName member, Tags value) {
        tags.put(member, value);
        return this;
    }

    @Override
    public Lsn commonEnd(MemberName member, MemberName other) {
        return common;
    }

    /** Any two logs are the same up to here. */
    public FakeTruth common(Lsn value) {
        common = value;
        return this;
    }

    @Override
    public boolean isSynchronous() {
        return sync.leader().isPresent();
    }

    @Override
    public boolean isStandbyCluster() {
        return standbyCluster;
    }

    /** The settings ask for a standby cluster, or not. */
    public FakeTruth standbyCluster(boolean value) {
        standbyCluster = value;
        return this;
    }

    @Override
    public long lostSynchronous(MemberName member, Moment promisedSince) {
        return lost.getOrDefault(member, 0L)
                + (promisedAt.hasReached(promisedSince) ? promised.getOrDefault(member, 0L) : 0L);
    }

    @Override
    public long forked(MemberName member, MemberName other, Moment since) {
        return lost.getOrDefault(other, 0L);
    }

    @Override
    public Optional<Integer> tenure(LockEpoch epoch) {
        int index = tenures.indexOf(epoch);
        return index < 0 ? Optional.empty() : Optional.of(index + 1);
    }

    @Override
    public long lost(String client, MemberName member) {
        return lost.getOrDefault(member, 0L);
    }

    @Override
    public long acknowledged(String client, Moment from, Moment to) {
        return acknowledged.getOrDefault(client, 0L);
    }
}
