package io.matriarch.state;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a member tells operators of itself, in its record; no decision rests on it (contract 1.4).
 *
 * @param pause whether it has seen that the cluster is in maintenance
 * @param plight why it can only be mended by an operator who reinitializes it; empty for not; an
 *     addition of ours
 * @param doubt since when it lacks log, when that keeps it from leading; empty for never; an
 *     addition of ours
 * @param alarm what else is wrong here that only an operator can mend; empty for nothing; an
 *     addition of ours
 * @param pending the parameters that a restart would change, by name
 * @param restart a restart that waits for its time
 */
public record MemberNotes(
        boolean pause,
        String plight,
        String doubt,
        String alarm,
        SortedMap<String, ServerFacts.Change> pending,
        Optional<ScheduledRestart> restart) {
    public static final MemberNotes NONE =
            new MemberNotes(false, "", "", "", Collections.emptySortedMap(), Optional.empty());

    public MemberNotes {
        pending =
                pending.isEmpty()
                        ? Collections.emptySortedMap()
                        : Collections.unmodifiableSortedMap(new TreeMap<>(pending));
    }
}
