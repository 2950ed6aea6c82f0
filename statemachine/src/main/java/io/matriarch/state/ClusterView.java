package io.matriarch.state;

import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Timeline;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One reading of the cluster's keys (contract 1.10).
 *
 * @param initialize whether it was made
 * @param config its settings
 * @param lock who leads
 * @param members who takes part
 * @param failover what was asked for
 * @param sync the synchronous set
 * @param position the leader's last published log position
 * @param history where timelines forked, oldest first; absent when the key is absent or unreadable
 * @param failsafe who must promise for a leader without the DCS, and their REST addresses; absent
 *     when the key is absent or unreadable
 * @param newest the newest transaction that the reading shows: 0 when it shows none
 */
public record ClusterView(
        Initialize initialize,
        Config config,
        Lock lock,
        SortedMap<MemberName, Member> members,
        FailoverRequest failover,
        SyncState sync,
        Optional<Lsn> position,
        Optional<List<HistoryLine>> history,
        Optional<SortedMap<MemberName, String>> failsafe,
        long newest) {
    /** Nothing there at all. */
    public static final ClusterView EMPTY =
            new ClusterView(
                    new Initialize.Absent(),
                    new Config.Absent(),
                    new Lock.Free(),
                    Collections.emptySortedMap(),
                    new FailoverRequest.None(),
                    SyncState.ABSENT,
                    Optional.empty(),
                    Optional.empty());

    public ClusterView {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        history = history.map(List::copyOf);
        failsafe = failsafe.map(listed -> Collections.unmodifiableSortedMap(new TreeMap<>(listed)));
    }

    /** A reading of a cluster that never used the failsafe mode. */
    public ClusterView(
            Initialize initialize,
            Config config,
            Lock lock,
            SortedMap<MemberName, Member> members,
            FailoverRequest failover,
            SyncState sync,
            Optional<Lsn> position,
            Optional<List<HistoryLine>> history) {
        this(
                initialize,
                config,
                lock,
                members,
                failover,
                sync,
                position,
                history,
                Optional.empty(),
                0);
    }

    public ClusterView withFailsafe(Optional<SortedMap<MemberName, String>> value) {
        return new ClusterView(
                initialize,
                config,
                lock,
                members,
                failover,
                sync,
                position,
                history,
                value,
                newest);
    }

    public ClusterView withNewest(long value) {
        return new ClusterView(
                initialize,
                config,
                lock,
                members,
                failover,
                sync,
                position,
                history,
                failsafe,
                value);
    }

    /** The record of the member that the lock names, when it has one. */
    public Optional<Member> leader() {
        return lock instanceof Lock.Held held
                ? Optional.ofNullable(members.get(held.holder()))
                : Optional.empty();
    }

    /** The timeline after the last recorded fork; absent when that is unknown (contract 1.8). */
    public Optional<Timeline> timeline() {
        return history.map(lines ->
                lines.isEmpty() ? Timeline.FIRST : lines.get(lines.size() - 1).timeline().next());
    }
}
