package io.matriarch.judge;

import io.matriarch.judge.SyncStep.Kind;
import io.matriarch.state.SyncNames;
import io.matriarch.state.SyncNames.Method;
import io.matriarch.state.SyncPolicy.Mode;
import io.matriarch.value.MemberName;
import java.util.List;
import java.util.Optional;

/**
 * How the synchronous set changes, step by step, so that after each step any promotion that key
 * {@code sync} allows has every acknowledged commit (contract 2.18).
 *
 * <p>Commits wait for {@code n} of the names N; whoever leads next has heard {@code quorum + 1} of
 * the set S. As long as {@code quorum + n} is at least the size of N and S together, both have a
 * member in common. Without votes the quorum is 0 and commits wait for all of N, which then contain
 * S. A step that lets more lead counts on the present names, so it waits until enough of them have
 * reached where the log ended when these names took effect: older commits may have been
 * acknowledged by others.
 */
final class SyncProtocol {
    private final SyncFacts facts;
    private final List<MemberName> set;
    private final int quorum;

    private SyncProtocol(SyncFacts facts) {
        this.facts = facts;
        this.set = facts.key().standbys();
        this.quorum = facts.key().quorum();
    }

    static SyncStep next(SyncFacts facts) {
        return new SyncProtocol(facts).next();
    }

    private SyncStep next() {
        if (!facts.isMine()) {
            String whose = facts.key().leader().map(MemberName::text).orElse("nobody");
            return SyncStep.set(
                    Kind.TAKE_OVER, facts.with(List.of(), 0), "key sync names " + whose);
        }
        if (!SyncFacts.isSafe(set, quorum, facts.names())) {
            return narrowed(listed());
        }
        if (facts.policy().strict() && facts.fit().isEmpty()) {
            return facts.names().waits()
                    ? SyncStep.wait("strict mode and no standby to wait for: commits wait")
                    : names(SyncNames.NOBODY_YET);
        }
        return facts.policy().mode() == Mode.QUORUM ? byVotes() : byMembership();
    }

    /** Those of the set that commits wait for. */
    private List<MemberName> listed() {
        return facts.names().meansEverybody()
                ? List.of()
                : set.stream().filter(one -> facts.names().lists(one.text())).toList();
    }

    /** Fewer in the set, or more votes, so that what names acknowledge is safe. */
    private SyncStep narrowed(List<MemberName> members) {
        int votes = facts.names().members().size() - facts.names().count();
        boolean needed = !members.isEmpty() && quorum + facts.names().count() < unionWith(members);
        int wanted = members.isEmpty() ? 0 : needed ? Math.max(quorum, votes) : quorum;
        return SyncStep.to(facts.with(members, wanted), facts.key());
    }

    private int unionWith(List<MemberName> members) {
        return SyncFacts.union(members, facts.names());
    }

    private SyncStep byMembership() {
        List<MemberName> fit = facts.fit();
        List<MemberName> wanted = fit.subList(0, Math.min(facts.policy().nodeCount(), fit.size()));
        List<MemberName> listed = SyncFacts.both(wanted, facts.fitOfSet());
        SyncNames names = SyncNames.all(listed);
        if (!SyncFacts.isSafe(set, quorum, names)) {
            return tightened(names);
        }
        if (!isInForce(names)) {
            return names(names);
        }
        List<MemberName> there = listed.stream().filter(this::isComplete).toList();
        boolean all = wanted.stream().allMatch(one -> SyncFacts.has(there, one));
        return set(all ? wanted : there, 0, missing(wanted, there));
    }

    /** Whether every acknowledged commit is in this member's log. */
    private boolean isComplete(MemberName name) {
        return quorum == 0 && SyncFacts.has(set, name) || facts.hasCaughtUp(name);
    }

    private SyncStep byVotes() {
        List<MemberName> fit = facts.fit();
        int count = Math.min(facts.policy().nodeCount(), fit.size());
        int needed = SyncFacts.both(fit, set).size() - quorum;
        int most = Math.max(count, needed);
        if (most > fit.size() || fit.isEmpty() && !set.isEmpty()) {
            return tightened(SyncNames.any(fit.size(), fit));
        }
        SyncNames names = SyncNames.any(most, fit);
        if (!isInForce(names)) {
            return names(names);
        }
        if (!facts.isEstablished()) {
            return SyncStep.wait("fewer than " + most + " standbys have reached " + facts.since());
        }
        return set(fit, fit.size() - count, "");
    }

    /** The set gives way first: then commits can wait for those who are there. */
    private SyncStep tightened(SyncNames names) {
        if (quorum == 0 || !names.waits()) {
            return SyncStep.to(facts.with(facts.fitOfSet(), 0), facts.key());
        }
        int votes = SyncFacts.union(set, names) - names.count();
        return SyncStep.to(facts.with(set, votes), facts.key());
    }

    private SyncStep set(List<MemberName> members, int votes, String missing) {
        if (!SyncFacts.same(members, set) || votes != quorum) {
            return SyncStep.to(facts.with(members, votes), facts.key());
        }
        return missing.isEmpty() ? SyncStep.none("the set is " + set) : SyncStep.wait(missing);
    }

    private String missing(List<MemberName> wanted, List<MemberName> there) {
        List<MemberName> late = wanted.stream().filter(one -> !SyncFacts.has(there, one)).toList();
        return late.isEmpty() ? "" : late + " has not reached " + facts.since() + " yet";
    }

    private SyncStep names(SyncNames wanted) {
        boolean more = wanted.isAtLeast(facts.names());
        return SyncStep.names(
                more ? Kind.WIDEN_NAMES : Kind.NARROW_NAMES,
                Optional.of(wanted),
                "commits wait for " + wanted + ", not for " + facts.names());
    }

    private boolean isInForce(SyncNames wanted) {
        SyncNames now = facts.names();
        boolean alike = now.method() == wanted.method() || now.count() == 0;
        return alike
                && now.count() == wanted.count()
                && now.members().size() == wanted.members().size()
                && now.members().stream().allMatch(wanted::lists)
                && now.method() != Method.NONE == wanted.waits();
    }
}
