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
import io.matriarch.value.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The true state of a world, never what a member believes. */
public interface Truth {
    /** Time since the scenario began. */
    Moment now();

    /** Everybody, in the scenario's order. */
    List<MemberName> members();

    /** Whether the member's host has power. */
    boolean isUp(MemberName member);

    /** Whether any process of the member's PostgreSQL lives. */
    boolean isRunning(MemberName member);

    /** Whether a client could commit there now. */
    boolean acceptsWrites(MemberName member);

    /** Whether the member's PostgreSQL runs in recovery and takes connections. */
    boolean isStandby(MemberName member);

    /** The timeline of the member's newest log; absent without data. */
    Optional<Timeline> timeline(MemberName member);

    /** Whom the member's PostgreSQL truly streams from now. */
    Optional<MemberName> streamsFrom(MemberName member);

    /** The work under way on the member's data directory. */
    Optional<Operation> operation(MemberName member);

    /** The time by the member's own clock, in which its permits are counted. */
    Moment clock(MemberName member);

    /** The lock node. */
    Lock lock();

    /** Whether it accepts writes, and no client finds a way in. */
    boolean isClosed(MemberName member);

    /** That replication slot of the member's PostgreSQL, whether it runs or not. */
    Optional<Slot> slot(MemberName member, String name);

    /** The end of the member's log. */
    Lsn position(MemberName member);

    /** Key {@code sync}. */
    SyncState sync();

    /** The settings in force; those that the cluster was made with where there are none. */
    DynamicSettings settings();

    /** The member's tags, as its configuration file has them. */
    Tags tags(MemberName member);

    /** How far the log of {@code member} is the same as that of {@code other}. */
    Lsn commonEnd(MemberName member, MemberName other);

    /** Whether the settings ask for synchronous mode. */
    boolean isSynchronous();

    /** Whether the settings ask for a standby cluster: nobody in it is to accept writes. */
    boolean isStandbyCluster();

    /**
     * How many writes that synchronous mode protects the log of {@code member} lacks: those that
     * were acknowledged after standbys had confirmed them, and those that were acknowledged at that
     * moment or later while settings and key {@code sync} promised that they stay.
     */
    long lostSynchronous(MemberName member, Moment promisedSince);

    /**
     * How many writes {@code member} acknowledged at that moment or later which the log of {@code
     * other} lacks.
     */
    long forked(MemberName member, MemberName other, Moment since);

    /** The how-manieth tenure this is since the beginning, from 1; absent when never seen. */
    Optional<Integer> tenure(LockEpoch epoch);

    /** How many writes of the client were acknowledged in that time, both ends included. */
    long acknowledged(String client, Moment from, Moment to);

    /** How many acknowledged writes of the client the log of {@code member} lacks. */
    long lost(String client, MemberName member);

    /** The members that accept writes now. */
    default List<MemberName> writable() {
        List<MemberName> writable = new ArrayList<>();
        for (MemberName member : members()) {
            if (acceptsWrites(member)) {
                writable.add(member);
            }
        }
        return writable;
    }

    /**
     * Whether exactly one accepts writes, or in a standby cluster nobody and the holder of the lock
     * streams from outside, and everybody else whose host is up streams from that one.
     */
    default boolean isSettled() {
        Optional<MemberName> top = isStandbyCluster() ? standbyLeader() : onlyWritable();
        return top.isPresent() && members().stream().allMatch(member -> isInLine(member, top));
    }

    private boolean isInLine(MemberName member, Optional<MemberName> top) {
        return member.equals(top.get()) || !isUp(member) || streamsFrom(member).equals(top);
    }

    private Optional<MemberName> onlyWritable() {
        List<MemberName> primaries = writable();
        return primaries.size() == 1 ? Optional.of(primaries.getFirst()) : Optional.empty();
    }

    private Optional<MemberName> standbyLeader() {
        return lock() instanceof Lock.Held held
                        && writable().isEmpty()
                        && streamsFrom(held.holder())
                                .filter(one -> !members().contains(one))
                                .isPresent()
                ? Optional.of(held.holder())
                : Optional.empty();
    }
}
