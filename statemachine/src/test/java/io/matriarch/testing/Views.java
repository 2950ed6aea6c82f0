package io.matriarch.testing;

import static io.matriarch.testing.Facts.N1;
import static io.matriarch.testing.Facts.N2;
import static io.matriarch.testing.Facts.N3;
import static io.matriarch.testing.Facts.SYSTEM;
import static io.matriarch.testing.Facts.WRITTEN;
import static io.matriarch.testing.Facts.record;
import static io.matriarch.testing.Facts.sessionOf;

import io.matriarch.state.ClusterView;
import io.matriarch.state.Config;
import io.matriarch.state.DynamicSettings;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.HistoryLine;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lock;
import io.matriarch.state.Member;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.Role;
import io.matriarch.state.SyncState;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Readings of the DCS by difference from a named one.
 *
 * @param made the reading
 */
public record Views(ClusterView made) {
    /** The tenure of whoever leads in the named readings. */
    public static final LockEpoch EPOCH = new LockEpoch(100);

    /** n2 leads on timeline 1; n1 and n3 follow. */
    public static Views ledByN2() {
        return settled(N2);
    }

    /** n1, which is us, leads on timeline 1; n2 and n3 follow. */
    public static Views ledByN1() {
        return settled(N1);
    }

    /** Nobody has the lock; all three members follow. */
    public static Views free() {
        return settled(N2).lockedBy(Optional.empty()).with(N2, record(N2, Role.REPLICA, 1));
    }

    private static Views settled(MemberName leader) {
        ClusterView bare =
                new ClusterView(
                        new Initialize.Made(SYSTEM),
                        new Config.Present(DynamicSettings.DEFAULTS),
                        new Lock.Free(),
                        new TreeMap<>(),
                        new FailoverRequest.None(),
                        SyncState.ABSENT,
                        Optional.of(new Lsn(WRITTEN)),
                        Optional.of(List.of()));
        return new Views(bare)
                .with(N1, record(N1, Role.REPLICA, 1))
                .with(N2, record(N2, Role.REPLICA, 1))
                .with(N3, record(N3, Role.REPLICA, 1))
                .with(leader, record(leader, Role.PRIMARY, 1))
                .lockedBy(leader);
    }

    public Views lockedBy(MemberName holder) {
        return lockedBy(Optional.of(new Lock.Held(holder, sessionOf(holder), EPOCH)));
    }

    public Views lockedBy(Optional<Lock.Held> lock) {
        return with(
                made.initialize(),
                lock.<Lock>map(one -> one).orElse(new Lock.Free()),
                made.members(),
                made.failover());
    }

    public Views with(MemberName name, MemberRecord record) {
        SortedMap<MemberName, Member> members = new TreeMap<>(made.members());
        members.put(name, new Member(name, sessionOf(name), record));
        return with(made.initialize(), made.lock(), members, made.failover());
    }

    public Views without(MemberName... names) {
        SortedMap<MemberName, Member> members = new TreeMap<>(made.members());
        for (MemberName name : names) {
            members.remove(name);
        }
        return with(made.initialize(), made.lock(), members, made.failover());
    }

    public Views with(Initialize initialize) {
        return with(initialize, made.lock(), made.members(), made.failover());
    }

    /** An operator asks for a handover. */
    public Views asked(Optional<MemberName> leader, Optional<MemberName> candidate) {
        return asked(leader, candidate, Optional.empty());
    }

    /** Asked for by a transaction that is younger than any tenure here. */
    public Views asked(
            Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at) {
        return asked(leader, candidate, at, 1_000);
    }

    public Views asked(
            Optional<MemberName> leader,
            Optional<MemberName> candidate,
            Optional<Instant> at,
            long writtenBy) {
        FailoverRequest request =
                new FailoverRequest.Asked(leader, candidate, at, new Revision(7, 70), writtenBy);
        return with(made.initialize(), made.lock(), made.members(), request);
    }

    public Views withHistory(HistoryLine... lines) {
        return new Views(
                new ClusterView(
                        made.initialize(),
                        made.config(),
                        made.lock(),
                        made.members(),
                        made.failover(),
                        made.sync(),
                        made.position(),
                        Optional.of(List.of(lines)),
                        made.failsafe(),
                        made.newest()));
    }

    /** Key {@code status} says so. */
    public Views withPosition(long position) {
        return new Views(
                new ClusterView(
                        made.initialize(),
                        made.config(),
                        made.lock(),
                        made.members(),
                        made.failover(),
                        made.sync(),
                        Optional.of(new Lsn(position)),
                        made.history(),
                        made.failsafe(),
                        made.newest()));
    }

    /** Key {@code sync}: who maintains it, the quorum, and who is in it. */
    public Views synced(MemberName maintainer, int quorum, String... standbys) {
        SyncState sync =
                new SyncState(
                        Optional.of(maintainer),
                        Stream.of(standbys).map(MemberName::new).toList(),
                        quorum,
                        3);
        return new Views(
                new ClusterView(
                        made.initialize(),
                        made.config(),
                        made.lock(),
                        made.members(),
                        made.failover(),
                        sync,
                        made.position(),
                        made.history()));
    }

    /** Key {@code config} is like that. */
    public Views with(Config config) {
        return new Views(
                new ClusterView(
                        made.initialize(),
                        config,
                        made.lock(),
                        made.members(),
                        made.failover(),
                        made.sync(),
                        made.position(),
                        made.history(),
                        made.failsafe(),
                        made.newest()));
    }

    /** Key {@code failsafe} lists these members. */
    public Views withFailsafe(MemberName... names) {
        SortedMap<MemberName, String> listed = new TreeMap<>();
        for (MemberName name : names) {
            listed.put(name, Facts.apiUrl(name));
        }
        return new Views(made.withFailsafe(Optional.of(listed)));
    }

    private Views with(
            Initialize initialize,
            Lock lock,
            SortedMap<MemberName, Member> members,
            FailoverRequest failover) {
        return new Views(
                new ClusterView(
                        initialize,
                        made.config(),
                        lock,
                        members,
                        failover,
                        made.sync(),
                        made.position(),
                        made.history(),
                        made.failsafe(),
                        made.newest()));
    }
}
