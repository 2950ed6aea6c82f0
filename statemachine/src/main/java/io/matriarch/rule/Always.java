package io.matriarch.rule;

import static io.matriarch.rule.Chore.chore;

import io.matriarch.action.DcsAction;
import io.matriarch.action.FenceAction;
import io.matriarch.action.PostgresAction;
import io.matriarch.judge.Cadence;
import io.matriarch.judge.Harmless;
import io.matriarch.judge.LeaseClock;
import io.matriarch.judge.LeftPrimary;
import io.matriarch.judge.Maintenance;
import io.matriarch.judge.SyncPlan;
import io.matriarch.state.Clocks;
import io.matriarch.state.Fence;
import io.matriarch.state.Lease;
import io.matriarch.state.MemberRecord;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Published;
import io.matriarch.state.Requests.Kind;
import io.matriarch.value.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done after every step whatever row decided, also while an operation runs. */
final class Always {
    private Always() {}

    static List<Chore> chores() {
        List<Chore> chores = new ArrayList<>(own());
        chores.addAll(FailsafeChores.chores());
        return chores;
    }

    private static List<Chore> own() {
        return List.of(
                chore(
                        "A10-renew",
                        Always::isRenewalDue,
                        Always::writeMember,
                        "The lease is ours and a renewal is due: write our member record through a"
                                + " quorum and look at the lock."),
                chore(
                        "A12-touch",
                        Always::isTouchDue,
                        Always::touch,
                        "The lease is ours: a sign of life is due, from which the next renewal can"
                                + " count."),
                SessionPlans.chore(),
                chore(
                        "A20-publish",
                        Always::isPublicationDue,
                        Always::writeMember,
                        "What the DCS holds of us differs from what is: publish it."),
                chore(
                        "A30-arm-guard",
                        Cadence::isGuardDue,
                        Always::arm,
                        "The lease has a new end: tell the guard."),
                chore(
                        "A32-disarm-guard",
                        Always::isDisarmDue,
                        Always::disarm,
                        "The lease is not ours or about to end, and PostgreSQL accepts no writes:"
                                + " the guard may rest."),
                chore(
                        "A34-guard-rests",
                        Maintenance::isGuardToRest,
                        Always::disarm,
                        "The cluster is in maintenance: no lease ends anybody's writing, so the"
                                + " guard rests."),
                chore(
                        "A36-grace-after-maintenance",
                        Maintenance::isLeftUnguarded,
                        MaintenancePlans::armForGrace,
                        "Maintenance is over and PostgreSQL accepts writes without lock and guard:"
                                + " it gets a moment to take the lock, then the guard kills it."),
                chore(
                        "A39-limit-of-an-earlier-run",
                        LeftPrimary::isGuardDue,
                        Always::limit,
                        "PostgreSQL accepts writes and this agent has not seen the DCS since it"
                                + " started: the guard is to kill it when the lease of an earlier"
                                + " run is over, or at the deadline that it has, if that is"
                                + " earlier."),
                chore(
                        "A40-read-cluster",
                        Always::isReadDue,
                        Always::read,
                        "It is time to read the cluster's keys, or they have changed."),
                chore(
                        "A60-answer-vote",
                        VotePlans::isAnswerDue,
                        VotePlans::answer,
                        "Another member asks for our vote, and it is settled whether we withdraw:"
                                + " answer."),
                chore(
                        "A50-look-at-postgres",
                        Always::isProbeDue,
                        Always::probe,
                        "It is time to look at PostgreSQL, or it has changed."),
                Announcements.chore(),
                chore(
                        "A70-try-write",
                        Always::isWriteDue,
                        Always::tryWrite,
                        "Our primary answers, which does not show that its disk takes writes: try"
                                + " one."));
    }

    private static boolean canWriteMember(NodeState state) {
        // A release writes our record itself: a later write must not take its word back.
        boolean releasing =
                state.lease() instanceof Lease.Held && state.requests().isPending(Kind.LOCK);
        return state.session().isConnected()
                && !state.requests().isPending(Kind.MEMBER)
                && !state.requests().isPending(Kind.MOVE)
                && !releasing;
    }

    private static boolean isRenewalDue(NodeState state) {
        return canWriteMember(state)
                && LeaseClock.renewAt(state).map(state.now()::hasReached).orElse(false);
    }

    private static boolean isTouchDue(NodeState state) {
        return state.session().isConnected()
                && !state.requests().isPending(Kind.TOUCH)
                && LeaseClock.touchAt(state).map(state.now()::hasReached).orElse(false);
    }

    private static boolean isPublicationDue(NodeState state) {
        boolean looked =
                !(state.postgres() instanceof Postgres.Unknown)
                        || state.published().record().isPresent();
        if (!canWriteMember(state) || !looked) {
            return false;
        }
        Optional<MemberRecord> last = state.published().record();
        Moment lastAt = state.clocks().publishedAt();
        if (last.isEmpty()) {
            return state.now().hasReached(lastAt.plus(Cadence.AGAIN));
        }
        MemberRecord wanted = Records.of(state);
        return !wanted.equals(last.get())
                && (state.now().hasReached(lastAt.plus(state.settings().loopWait()))
                        || Records.differ(wanted, last.get()));
    }

    private static boolean isDisarmDue(NodeState state) {
        boolean armed =
                state.fence() instanceof Fence.Armed || state.fence() instanceof Fence.Arming;
        return armed && Harmless.isWhenLeaseEnds(state);
    }

    private static boolean isReadDue(NodeState state) {
        return state.session().isConnected()
                && !state.requests().isPending(Kind.READ)
                && !state.requests().isPending(Kind.LOCK)
                && state.now().hasReached(Cadence.readAt(state));
    }

    private static boolean isProbeDue(NodeState state) {
        return !state.requests().isPending(Kind.PROBE)
                && state.now().hasReached(Cadence.probeAt(state));
    }

    private static boolean isWriteDue(NodeState state) {
        return !state.settings().failover().writeTimeout().isZero()
                && state.lease() instanceof Lease.Held
                && state.postgres() instanceof Postgres.Primary
                && state.isIdle()
                && !state.requests().isPending(Kind.WRITE)
                && state.now()
                        .hasReached(state.health().triedAt().plus(state.settings().loopWait()));
    }

    private static Plan tryWrite(NodeState state) {
        var id = state.requests().next();
        NodeState noted =
                state.with(state.requests().with(Kind.WRITE, state.now()))
                        .with(state.health().withTriedAt(state.now()));
        return Plan.of(noted).and(new PostgresAction.TryWrite(id));
    }

    private static Plan writeMember(NodeState state) {
        MemberRecord record = Records.of(state);
        Clocks clocks = state.clocks();
        Published published = state.published();
        NodeState noted =
                state.with(
                                published
                                        .withRecord(Optional.of(record))
                                        .with(published.offering().sending(record.offer())))
                        .with(clocks.withPublishedAt(state.now()));
        return Plan.of(noted).request(Kind.MEMBER, id -> new DcsAction.WriteMember(id, record));
    }

    private static Plan touch(NodeState state) {
        return Plan.of(state).request(Kind.TOUCH, DcsAction.TouchSession::new);
    }

    private static Plan arm(NodeState state) {
        return LeaseClock.rightUntil(state).map(until -> arm(state, until)).orElse(Plan.of(state));
    }

    static Plan arm(NodeState state, Moment until) {
        long sequence = state.requests().nextNumber();
        return Plan.of(arming(state, until)).and(new FenceAction.ArmFence(sequence, until));
    }

    private static Plan limit(NodeState state) {
        Moment until = LeftPrimary.until(state);
        long sequence = state.requests().nextNumber();
        return Plan.of(arming(state, until)).and(new FenceAction.LimitFence(sequence, until));
    }

    private static NodeState arming(NodeState state, Moment until) {
        Moment now = state.now();
        long sequence = state.requests().nextNumber();
        Fence.Arming before =
                switch (state.fence()) {
                    case Fence.Armed(long echoed, Moment armed) ->
                            new Fence.Arming(echoed, echoed, armed, now, now, armed);
                    case Fence.Arming arming -> arming;
                    case Fence.Unarmed _, Fence.Fenced _, Fence.Unknown _ ->
                            new Fence.Arming(sequence, sequence, until, now, now, Moment.LONG_AGO);
                };
        return state.with(state.requests().taken())
                .with(
                        new Fence.Arming(
                                before.first(),
                                sequence,
                                until,
                                now,
                                before.since(),
                                before.armedUntil()));
    }

    static Plan disarm(NodeState state) {
        long sequence = state.requests().nextNumber();
        NodeState disarmed = state.with(state.requests().taken()).with(new Fence.Unarmed());
        return Plan.of(disarmed).and(new FenceAction.DisarmFence(sequence));
    }

    private static Plan read(NodeState state) {
        return Plan.of(state.with(state.clocks().withReadAt(state.now())))
                .request(Kind.READ, DcsAction.ReadCluster::new);
    }

    private static Plan probe(NodeState state) {
        NodeState noted = state.with(state.clocks().withProbedAt(state.now()));
        var id = noted.requests().next();
        boolean standbys = LeaseClock.rightUntil(state).isPresent() && SyncPlan.isLookWanted(state);
        return Plan.of(noted.with(noted.requests().with(Kind.PROBE, state.now())))
                .and(new PostgresAction.Probe(id, standbys));
    }
}
