package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Replication;
import io.matriarch.state.Requests.Kind;
import io.matriarch.state.SyncNames;
import io.matriarch.state.SyncState;
import io.matriarch.state.Synchrony;
import io.matriarch.value.MemberName;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the holder of the lock does about its synchronous set (contract 2.18). */
public final class SyncPlan {
    private SyncPlan() {}

    /** Whether synchronous mode is on, or something of it is left. */
    public static boolean concerns(NodeState state) {
        return state.settings().sync().isOn()
                || key(state).leader().isPresent()
                || state.synchrony().mark().map(one -> one.ours() || one.closed()).orElse(false);
    }

    /** Whether the primary is to be asked about its standbys. */
    public static boolean isLookWanted(NodeState state) {
        return concerns(state) || state.synchrony().mark().isEmpty();
    }

    /** The next step of a running primary. */
    public static SyncStep of(NodeState state) {
        if (!concerns(state) || !(state.postgres() instanceof Postgres.Primary primary)) {
            return SyncStep.none("synchronous mode is off");
        }
        Optional<Replication> replication = primary.replication();
        Optional<Synchrony.Mark> mark = mark(state, replication);
        if (replication.isEmpty() || mark.isEmpty() || isAsking(state)) {
            return SyncStep.wait("it is not known yet what is in force");
        }
        if (!state.settings().sync().isOn()) {
            return off(state, replication.get());
        }
        SyncFacts facts = facts(state, primary, replication.get(), mark.get());
        SyncStep step = patient(state, facts, mark.get(), SyncProtocol.next(facts));
        boolean quiet = step.kind() == SyncStep.Kind.NONE || step.kind() == SyncStep.Kind.WAIT;
        if (!replication.get().closed() || !quiet) {
            return step;
        }
        if (!state.settings().sync().holdAfterCrash()) {
            return SyncStep.admit("nobody is to be kept out any more");
        }
        return facts.isEstablished()
                ? SyncStep.admit("whoever may lead next has what is shown here")
                : SyncStep.wait("clients stay out: no synchronous standby has " + facts.since());
    }

    /** Why each other member is or is not in the synchronous set, one line each. */
    public static SortedMap<MemberName, String> reasons(NodeState state) {
        if (!(state.postgres() instanceof Postgres.Primary primary)
                || primary.replication().isEmpty()) {
            return Collections.emptySortedMap();
        }
        Replication replication = primary.replication().get();
        SortedMap<MemberName, String> reasons = new TreeMap<>();
        for (SyncStanding one : SyncStanding.of(state, replication, primary.written())) {
            String fit =
                    SyncFacts.has(key(state).standbys(), one.name())
                            ? "in the set"
                            : replication.names().lists(one.name().text())
                                    ? "has not reached the flush position yet"
                                    : "enough others";
            reasons.put(one.name(), one.objection().orElse(fit));
        }
        return reasons;
    }

    /** Whether key {@code sync} must name us before our PostgreSQL may accept writes. */
    static boolean isClaimNeeded(NodeState state) {
        return SyncClaim.isNeeded(state.settings().sync(), key(state), state.me());
    }

    /** Whether it is not known what key {@code sync} holds now. */
    static boolean isAsking(NodeState state) {
        boolean current = state.cluster() instanceof Cluster.Seen seen && !seen.outdated();
        return state.requests().isPending(Kind.SYNC)
                || state.requests().isPending(Kind.RELOAD)
                || !current;
    }

    /** Key {@code sync} as we write it before we accept writes. */
    public static SyncState claim(NodeState state) {
        return SyncClaim.content(state.settings().sync(), key(state), state.me());
    }

    /** Whom commits wait for from the first one on; absent for the operators' own. */
    public static Optional<SyncNames> namesAtStart(NodeState state) {
        return SyncClaim.names(state.settings().sync(), key(state));
    }

    /**
     * The same without the DCS: an answer about key {@code sync} may be lost, but no write to it
     * was ever begun that the names in force did not cover, before and after.
     */
    public static Optional<SyncNames> namesByPromise(NodeState state) {
        return state.synchrony()
                .last()
                .filter(Synchrony.Mark::ours)
                .map(Synchrony.Mark::names)
                .or(() -> namesAtStart(state));
    }

    /**
     * Whether clients stay out after a start with these names: commits that waited when PostgreSQL
     * ended, be it by a crash or by a stop that ends every wait, are shown after it, and a member
     * of the set that lacks them could be promoted.
     */
    public static boolean isClosedAtStart(NodeState state, Optional<SyncNames> names) {
        return state.settings().sync().holdAfterCrash()
                && state.postgres() instanceof Postgres.Stopped down
                && down.control().phase().wasPrimary()
                && names.map(SyncNames::waits).orElse(false);
    }

    /**
     * Whether clients that were kept out may come in while key {@code sync} cannot be read: whoever
     * may lead next has what they will see, by the names that stood before and after the crash.
     */
    public static boolean isAdmissionDueByPromise(NodeState state) {
        return !state.requests().isPending(Kind.RELOAD)
                && state.postgres() instanceof Postgres.Primary primary
                && primary.replication().filter(Replication::closed).isPresent()
                && mark(state, primary.replication())
                        .filter(mark ->
                                !state.settings().sync().holdAfterCrash()
                                        || facts(state, primary, primary.replication().get(), mark)
                                                .isEstablished())
                        .isPresent();
    }

    private static Optional<Synchrony.Mark> mark(
            NodeState state, Optional<Replication> replication) {
        return state.synchrony()
                .mark()
                .filter(one ->
                        replication.map(Replication::names).equals(Optional.of(one.names())));
    }

    /** A standby whose connection ended with ours gets one loop_wait to come back. */
    private static SyncStep patient(
            NodeState state, SyncFacts facts, Synchrony.Mark mark, SyncStep step) {
        boolean young = state.now().isBefore(mark.at().plus(state.settings().loopWait()));
        List<MemberName> away =
                facts.standings().stream()
                        .filter(one -> one.sender().isEmpty())
                        .map(SyncStanding::name)
                        .filter(one -> SyncFacts.has(facts.key().standbys(), one))
                        .toList();
        boolean waits =
                step.kind() == SyncStep.Kind.NARROW_SET
                        && young
                        && !away.isEmpty()
                        && SyncFacts.isSafe(
                                facts.key().standbys(), facts.key().quorum(), facts.names());
        return waits ? SyncStep.wait(away + " may come back after our start") : step;
    }

    private static SyncStep off(NodeState state, Replication replication) {
        SyncState key = key(state);
        if (key.leader().isPresent()) {
            SyncState off = new SyncState(Optional.empty(), List.of(), 0, key.version());
            return SyncStep.set(SyncStep.Kind.SWITCH_OFF, off, "synchronous mode is off");
        }
        if (replication.ours()) {
            return SyncStep.names(
                    SyncStep.Kind.RESTORE_NAMES, Optional.empty(), "synchronous mode is off");
        }
        return replication.closed()
                ? SyncStep.admit("synchronous mode is off")
                : SyncStep.none("synchronous mode is off");
    }

    private static SyncFacts facts(
            NodeState state,
            Postgres.Primary primary,
            Replication replication,
            Synchrony.Mark mark) {
        return new SyncFacts(
                state.me(),
                state.settings().sync(),
                key(state),
                replication.names(),
                mark.since(),
                SyncStanding.of(state, replication, primary.written()));
    }

    private static SyncState key(NodeState state) {
        return state.cluster().latest().orElse(ClusterView.EMPTY).sync();
    }
}
