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
 * @param slots what the leader last published of its slots; absent for nothing
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
        Optional<SlotStatus> slots) {
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

    /** One whose leader has published nothing of its slots. */
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
                Optional.empty());
    }

    public ClusterView {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        history = history.map(List::copyOf);
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
