package io.matriarch.judge;

import io.matriarch.state.SyncNames;
import io.matriarch.state.SyncPolicy;
import io.matriarch.state.SyncState;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that the primary's next step with its synchronous set depends on.
 *
 * @param me the primary
 * @param policy what is wanted
 * @param key key {@code sync} as last read
 * @param names whom commits wait for now
 * @param since where the log ended when they began to
 * @param standings every other member, the preferred ones first
 */
record SyncFacts(
        MemberName me,
        SyncPolicy policy,
        SyncState key,
        SyncNames names,
        Lsn since,
        List<SyncStanding> standings) {
    SyncFacts {
        standings = List.copyOf(standings);
    }

    boolean isMine() {
        return key.leader().map(me::isNamedLike).orElse(false);
    }

    /** Whom commits can wait for, the preferred ones first. */
    List<MemberName> fit() {
        return standings.stream().filter(SyncStanding::isFit).map(SyncStanding::name).toList();
    }

    /** Those of the set that commits can wait for. */
    List<MemberName> fitOfSet() {
        return fit().stream().filter(one -> has(key.standbys(), one)).toList();
    }

    /** Whether the member has all that was acknowledged before commits began to wait for it. */
    boolean hasCaughtUp(MemberName name) {
        return standings.stream()
                .filter(one -> one.name().isNamedLike(name))
                .flatMap(one -> one.sender().stream())
                .anyMatch(one -> one.counts() && one.position().compareTo(since) >= 0);
    }

    /** Whether so many have caught up that every acknowledged commit is on as many as it must. */
    boolean isEstablished() {
        long there =
                standings.stream()
                        .filter(one -> names.lists(one.name().text()) && hasCaughtUp(one.name()))
                        .count();
        return there >= names.count();
    }

    /**
     * Whether no promotion that the set allows can lack a commit that these names acknowledge: so
     * many of the one and so many of the other always have a member in common. Whoever is promoted
     * has heard itself and {@code quorum} others of the set.
     */
    static boolean isSafe(List<MemberName> set, int quorum, SyncNames names) {
        if (set.isEmpty()) {
            return true;
        }
        return !names.meansEverybody() && quorum + names.count() >= union(set, names);
    }

    /** How many members the set and the names have together. */
    static int union(List<MemberName> set, SyncNames names) {
        long more = set.stream().filter(one -> !names.lists(one.text())).count();
        return names.members().size() + (int) more;
    }

    static boolean has(Collection<MemberName> all, MemberName name) {
        return all.stream().anyMatch(name::isNamedLike);
    }

    /** Both, each member once. */
    static List<MemberName> both(Collection<MemberName> some, Collection<MemberName> others) {
        return Stream.concat(some.stream(), others.stream().filter(one -> !has(some, one)))
                .toList();
    }

    /** Whether two sets have the same members. */
    static boolean same(Collection<MemberName> one, Collection<MemberName> other) {
        return one.size() == other.size() && one.stream().allMatch(name -> has(other, name));
    }

    /** The key with this set, maintained by us, to be written over the one that was read. */
    SyncState with(Collection<MemberName> set, int quorum) {
        return new SyncState(
                Optional.of(me), set.stream().sorted().toList(), quorum, key.version());
    }
}
