package io.matriarch.state;

import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Optional;

/**
 * Key {@code sync}: who maintains the synchronous set and who is in it (contract 1.6).
 *
 * @param leader the maintainer; absent means that synchronous mode is not active
 * @param standbys the set, sorted
 * @param quorum how many other voters must confirm; 0 outside quorum mode
 * @param version the node's version, -1 when there is no node: taking the lock checks it
 */
public record SyncState(
        Optional<MemberName> leader, List<MemberName> standbys, int quorum, int version) {
    public static final SyncState ABSENT = new SyncState(Optional.empty(), List.of(), 0, -1);

    public SyncState {
        standbys = List.copyOf(standbys);
    }
}
