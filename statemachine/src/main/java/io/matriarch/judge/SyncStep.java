package io.matriarch.judge;

import io.matriarch.state.SyncNames;
import io.matriarch.state.SyncState;
import java.util.List;
import java.util.Optional;

/**
 * The one next step of a primary with its synchronous set.
 *
 * @param kind what it does
 * @param set key {@code sync} as it is to be, where the step writes it
 * @param names whom commits are to wait for, where the step says so; absent for the operators' own
 * @param why for the operator
 */
public record SyncStep(Kind kind, SyncState set, Optional<SyncNames> names, String why) {
    /** What a step does. */
    public enum Kind {
        /** All is as it is wanted. */
        NONE,
        /** Something must happen first. */
        WAIT,
        /** Key {@code sync} names another maintainer: take it over, with nobody in the set. */
        TAKE_OVER,
        /** Key {@code sync} lets fewer lead, or asks for more votes. */
        NARROW_SET,
        /** Key {@code sync} lets more lead, or asks for fewer votes. */
        WIDEN_SET,
        /** Commits wait for more. */
        WIDEN_NAMES,
        /** Commits wait for fewer, or for others. */
        NARROW_NAMES,
        /** Synchronous mode is off: the key restricts nobody. */
        SWITCH_OFF,
        /** Synchronous mode is off: the operators' own names count. */
        RESTORE_NAMES,
        /** Clients that were kept out are let in. */
        ADMIT
    }

    static SyncStep none(String why) {
        return new SyncStep(Kind.NONE, SyncState.ABSENT, Optional.empty(), why);
    }

    static SyncStep wait(String why) {
        return new SyncStep(Kind.WAIT, SyncState.ABSENT, Optional.empty(), why);
    }

    static SyncStep admit(String why) {
        return new SyncStep(Kind.ADMIT, SyncState.ABSENT, Optional.empty(), why);
    }

    static SyncStep set(Kind kind, SyncState set, String why) {
        return new SyncStep(kind, set, Optional.empty(), why);
    }

    static SyncStep names(Kind kind, Optional<SyncNames> names, String why) {
        return new SyncStep(kind, SyncState.ABSENT, names, why);
    }

    /** The step to a set: fewer members and no fewer votes narrow it, all else widens it. */
    static SyncStep to(SyncState wanted, SyncState now) {
        boolean fewer =
                wanted.standbys().stream().allMatch(one -> SyncFacts.has(now.standbys(), one));
        boolean empty = wanted.standbys().isEmpty();
        Kind kind =
                fewer && (empty || wanted.quorum() >= now.quorum())
                        ? Kind.NARROW_SET
                        : Kind.WIDEN_SET;
        List<?> members = wanted.standbys();
        String votes = wanted.quorum() > 0 ? " with quorum " + wanted.quorum() : "";
        return set(kind, wanted, "the set becomes " + members + votes);
    }
}
