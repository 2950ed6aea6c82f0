package io.matriarch.rule;

import io.matriarch.action.FenceAction;
import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.judge.Candidacy;
import io.matriarch.judge.Handover;
import io.matriarch.judge.HolderSituation;
import io.matriarch.judge.LeaseClock;
import io.matriarch.judge.MayWrite;
import io.matriarch.judge.Source;
import io.matriarch.judge.SyncPlan;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.Fence;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.SyncNames;
import io.matriarch.state.Task;
import io.matriarch.state.Work;
import io.matriarch.value.Chance;
import io.matriarch.value.LockEpoch;
import io.matriarch.value.Moment;
import io.matriarch.value.Timeline;
import java.util.Optional;

/** What rows do about a PostgreSQL that has data: start, stop, promote, follow, kill, mend. */
final class ServerPlans {
    private ServerPlans() {}

    private static final Permit NO_PERMIT = new Permit.NoneNeeded();

    static Plan fence(NodeState state) {
        return fence(
                state,
                state.lease() instanceof Lease.Over over
                        ? "lease of epoch " + over.epoch() + " " + over.why()
                        : state.lease() instanceof Lease.Held
                                ? "cannot be relied on and the lock is to be given away"
                                : state.failsafe().promise().isPresent()
                                        ? "the members' promise counts no more"
                                        : "runs as primary without the lock");
    }

    /** Kills, unless the last kill was ordered a moment ago; what runs is cut by it. */
    static Plan fence(NodeState state, String why) {
        if (state.fence() instanceof Fence.Fenced(Moment at)
                && state.now().isBefore(at.plus(HolderSituation.KILL_TIME))) {
            return Plan.of(state);
        }
        NodeState fenced =
                state.with(new Fence.Fenced(state.now())).with(state.durable().withFence(why));
        Plan plan = Plan.of(fenced).and(new FenceAction.FenceNow(why));
        return state.work() instanceof Work.Busy busy
                ? plan.and(new PostgresAction.Cancel(busy.id()))
                : plan;
    }

    /**
     * Promotes, once the script that has a say agrees, and clears the request that may have led
     * here: it is fulfilled or outlived.
     */
    static Plan promote(NodeState state) {
        if (!(state.lease() instanceof Lease.Held held) || MayWrite.byLock(state).isPresent()) {
            return Plan.of(state);
        }
        boolean agreed = state.announced().agreed().equals(Optional.of(held.epoch()));
        if (state.local().scripts().prePromote() && !agreed) {
            return begin(state, new Operation.PrePromote(held.epoch()), Plan.leasePermit(state));
        }
        return LockPlans.clearFailover(state, "a new leader took over")
                .begin(
                        new Operation.Promote(
                                held.epoch(), foreign(state), SyncPlan.namesAtStart(state)),
                        Plan.leasePermit(state));
    }

    /** The newest timeline that is in use, when our standby never was on it. */
    private static Optional<Timeline> foreign(NodeState state) {
        Optional<Timeline> own =
                state.postgres() instanceof Postgres.Standby standby
                        ? standby.timeline()
                        : Optional.empty();
        return Candidacy.usedTimeline(state)
                .filter(known -> own.map(one -> one.compareTo(known) < 0).orElse(true));
    }

    /** Starts, and clears a request that led to the stop and came to nothing. */
    static Plan startPrimary(NodeState state) {
        if (!(state.lease() instanceof Lease.Held held) || MayWrite.byLock(state).isPresent()) {
            return Plan.of(state);
        }
        Plan cleared =
                switch (Handover.of(state)) {
                    case Handover.None _ -> Plan.of(state);
                    case Handover.Void(String why) -> LockPlans.clearFailover(state, why);
                    case Handover.AskFirst _, Handover.Ready _ ->
                            LockPlans.clearFailover(state, "the handover did not come about");
                };
        Operation start = startPrimary(state, held.epoch(), SyncPlan.namesAtStart(state));
        return cleared.begin(start, Plan.leasePermit(state));
    }

    /** Starts without the lock, as long as all members have promised not to lead. */
    static Plan restartByPromise(NodeState state) {
        return LeaseClock.promise(state)
                .filter(_ -> MayWrite.byPromise(state).isEmpty())
                .map(promise ->
                        begin(
                                state,
                                startPrimary(
                                        state, promise.epoch(), SyncPlan.namesByPromise(state)),
                                new Permit.FailsafeAccepted(promise.until())))
                .orElse(Plan.of(state));
    }

    private static Operation startPrimary(
            NodeState state, LockEpoch epoch, Optional<SyncNames> names) {
        return new Operation.StartPrimary(epoch, names, SyncPlan.isClosedAtStart(state, names));
    }

    static Plan startStandby(NodeState state) {
        return begin(state, new Operation.StartStandby(Source.forStandby(state)), NO_PERMIT);
    }

    static Plan follow(NodeState state) {
        return begin(state, new Operation.Follow(Source.forStandby(state)), NO_PERMIT);
    }

    /** Cancels the start of a primary that another member is to lead in place of. */
    static Plan giveUpStart(NodeState state) {
        return cancel(forHandover(state));
    }

    /** The same for one that starts and that no operation of ours waits for. */
    static Plan stopStarting(NodeState state) {
        return stop(forHandover(state));
    }

    /** Remembers that a handover is the reason, if one is. */
    private static NodeState forHandover(NodeState state) {
        return Handover.of(state) instanceof Handover.Ready
                        && state.orders().task() instanceof Task.None
                ? state.with(state.orders().with(new Task.HandingOver(state.now())))
                : state;
    }

    static Plan stop(NodeState state) {
        return stop(state, false, true);
    }

    /** Without the script before: there is no time for it. */
    static Plan stopNow(NodeState state) {
        return stop(state, false, false);
    }

    static Plan stopAfterCheckpoint(NodeState state) {
        return stop(state, true, true);
    }

    private static Plan stop(NodeState state, boolean checkpointFirst, boolean script) {
        boolean asked = script && state.local().scripts().beforeStop();
        return begin(state, new Operation.Stop(checkpointFirst, asked), NO_PERMIT);
    }

    /** Makes the stop that runs an immediate one, and remembers that it is. */
    static Plan hasten(NodeState state) {
        if (!(state.work() instanceof Work.Busy busy
                && busy.operation() instanceof Operation.Stop stop)) {
            return Plan.of(state);
        }
        return Plan.of(state.with(busy.with(stop.hastened())))
                .and(new PostgresAction.Hasten(busy.id()));
    }

    /** Ends the work under way: what it led to is for the next look to say. */
    static Plan cancel(NodeState state) {
        return cancel(Plan.of(state));
    }

    /** The same, and the handover that it was for is off. */
    static Plan callOff(NodeState state) {
        return cancel(LockPlans.clearFailover(state, "the checkpoint before the stop hangs"));
    }

    /** Once for each operation: it is remembered with it. */
    static Plan cancel(Plan plan) {
        return plan.next().work() instanceof Work.Busy busy && !busy.cancelled()
                ? plan.and(
                        plan.next().with(busy.asCancelled()), new PostgresAction.Cancel(busy.id()))
                : plan;
    }

    /** Cancels an operation that need not be waited for; one that stops PostgreSQL goes on. */
    static Plan cancelForLeaving(NodeState state) {
        return state.work() instanceof Work.Busy busy
                        && !(busy.operation() instanceof Operation.Stop)
                ? cancel(state)
                : Plan.of(state);
    }

    static Plan recoverAlone(NodeState state) {
        return begin(state, new Operation.RecoverAlone(), NO_PERMIT);
    }

    static Plan rewind(NodeState state) {
        return Source.forRewind(state)
                .map(source -> destructive(state, new Operation.Rewind(source), Unfinished.REWIND))
                .orElse(Plan.of(state));
    }

    static Plan copy(NodeState state) {
        return Source.forCopy(state)
                .map(source ->
                        destructive(
                                state.withJitter(Chance.next(state.jitter())),
                                new Operation.Basebackup(source),
                                Unfinished.COPY))
                .orElse(Plan.of(state));
    }

    private static Plan destructive(NodeState state, Operation operation, Unfinished mark) {
        return Plan.of(state)
                .begin(
                        operation,
                        NO_PERMIT,
                        state.durable().withUnfinished(mark, Optional.empty()));
    }

    private static Plan begin(NodeState state, Operation operation, Permit permit) {
        return Plan.of(state).begin(operation, permit);
    }
}
