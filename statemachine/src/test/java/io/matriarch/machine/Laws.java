package io.matriarch.machine;

import io.matriarch.action.Action;
import io.matriarch.action.AgentAction;
import io.matriarch.action.DcsAction;
import io.matriarch.action.FenceAction;
import io.matriarch.action.PeerAction;
import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.action.WatchdogAction;
import io.matriarch.event.DcsEvent;
import io.matriarch.event.Event;
import io.matriarch.event.FenceEvent;
import io.matriarch.event.OperationEvent;
import io.matriarch.event.OperatorEvent;
import io.matriarch.event.Tick;
import io.matriarch.judge.Situation;
import io.matriarch.judge.StandbyClusters;
import io.matriarch.state.Fence;
import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Session;
import io.matriarch.testing.Facts;
import io.matriarch.value.Digest;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import io.matriarch.value.OrderId;
import io.matriarch.value.RequestId;
import io.matriarch.value.SessionId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What must hold after every step of one run, whatever the world does. */
final class Laws {
    static final int MOST_ACTIONS = 16;
    private static final Set<String> FORGETS =
            Set.of(
                    "F18-lease-over-harmless",
                    "F56-promise-over-harmless",
                    "H10-lease-over",
                    "K24-let-go",
                    "L52-leaving-let-go",
                    "M10-lease-over");
    private static final Duration KILL_TIME = Duration.ofSeconds(1);
    private static final int MOST_STEPS_AT_ONE_MOMENT = 3;

    private Optional<OperationId> running = Optional.empty();
    private final Map<Long, SessionId> sessions = new TreeMap<>();
    private final Set<OrderId> unanswered = new HashSet<>();
    private long highestNumber;
    private final PeerLaws peers = new PeerLaws();
    private final WatchdogLaws watchdog = new WatchdogLaws();
    private long disarmed;
    private long echoed;
    private Moment armedUntil = Moment.LONG_AGO;

    /** The machine's step, after checking it against every law. */
    Step step(NodeState before, Event event) {
        Situation situation = Situation.of(Observe.event(before, event));
        check(!Impossibility.covers(situation), "cannot be, by the table: " + situation);
        Step step = Machine.step(before, event);
        note(event);
        step.actions().forEach(action -> action(action, step));
        check(step.actions().size() <= MOST_ACTIONS, "too many actions: " + step.actions());
        check(
                before.presence() != Presence.GONE || step.actions().isEmpty(),
                "acts after its end: " + step.actions());
        ending(step);
        repeats(before, event, step);
        ofThisSession(event, step);
        wakes(step);
        return step;
    }

    private void note(Event event) {
        watchdog.note(event);
        if (event instanceof OperationEvent.OperationEnded(var _, OperationId id, var _)) {
            running = running.filter(one -> !one.equals(id));
        }
        if (event instanceof OperatorEvent one) {
            orderOf(one).ifPresent(unanswered::add);
        }
        if (event instanceof FenceEvent.FenceArmed(var _, long sequence, Moment until)) {
            echoed = sequence;
            armedUntil = until;
        }
    }

    private static Optional<OrderId> orderOf(OperatorEvent event) {
        return switch (event) {
            case OperatorEvent.RestartRequested one -> Optional.of(one.order());
            case OperatorEvent.RestartWithdrawn one -> Optional.of(one.order());
            case OperatorEvent.ReinitializeRequested one -> Optional.of(one.order());
            case OperatorEvent.StopRequested _,
                    OperatorEvent.LookRequested _,
                    OperatorEvent.WatchdogConfigured _ ->
                    Optional.empty();
        };
    }

    private void action(Action action, Step step) {
        NodeState next = step.next();
        switch (action) {
            case PostgresAction.Begin begin -> begun(begin, next);
            case PostgresAction.Probe probe -> number(probe.request().number());
            case PostgresAction.Checkpoint checkpoint -> number(checkpoint.request().number());
            case PostgresAction.TryWrite write -> number(write.request().number());
            case PostgresAction.Hasten stop -> runs(stop.id(), stop);
            case PostgresAction.SetSyncNames set -> changed(set.request(), set.permit(), next);
            case PostgresAction.AdmitClients one -> changed(one.request(), one.permit(), next);
            case PostgresAction.KeepSlots keep -> changed(keep.request(), keep.permit(), next);
            case PostgresAction.LookAtRemote look -> number(look.request().number());
            case PostgresAction.Cancel cancel -> runs(cancel.id(), cancel);
            case DcsAction request -> requested(request, next);
            case PeerAction one -> peers.action(one, next).ifPresent(this::number);
            case FenceAction.ArmFence arm -> number(arm.sequence());
            case FenceAction.LimitFence limit -> number(limit.sequence());
            case FenceAction.DisarmFence disarm -> {
                number(disarm.sequence());
                disarmed = disarm.sequence();
            }
            case WatchdogAction one -> watchdog.action(one, next).ifPresent(this::number);
            case FenceAction.FenceNow _ -> disarmed = highestNumber; // what was armed is spent
            case AgentAction.RunCallback _ -> {}
            case AgentAction.Answer answer ->
                    check(unanswered.remove(answer.order()), "answers twice: " + answer);
            case AgentAction.EndAgent end ->
                    check(
                            !end.closeSession()
                                    || next.lease() instanceof Lease.None
                                    || GoneLaw.isDown(next)
                                    || next.postgres() instanceof Postgres.Unreadable,
                            "closes a session that may own the lock");
        }
    }

    private void changed(RequestId request, Permit permit, NodeState next) {
        number(request.number());
        permitted(permit, next);
    }

    private void runs(OperationId id, PostgresAction order) {
        check(running.equals(Optional.of(id)), "meant for what does not run: " + order);
    }

    private void begun(PostgresAction.Begin begin, NodeState next) {
        OfferLaw.begun(begin, next);
        number(begin.id().number());
        check(running.isEmpty(), "begins " + begin + " while " + running + " runs");
        running = Optional.of(begin.id());
        permitted(begin.permit(), next);
        if (begin.operation().makesWritable()) {
            check(
                    begin.permit() instanceof Permit.LeaseHeld
                            || begin.operation() instanceof Operation.StartPrimary
                                    && begin.permit() instanceof Permit.FailsafeAccepted,
                    "writable without a lease");
            boolean armed =
                    next.settings().maintenance()
                            || echoed > disarmed && next.now().isBefore(armedUntil);
            watchdog.writable(next);
            check(armed, "writable without an armed guard: " + next.fence());
            check(!StandbyClusters.isOn(next), "writable in a standby cluster: " + begin);
            WritableLaw.begun(begin, next);
        }
    }

    private void requested(DcsAction request, NodeState next) {
        number(request.request().number());
        permitted(request.permit(), next);
        OfferLaw.requested(request, next);
        if (request instanceof DcsAction.TakeLock || request instanceof DcsAction.TakeOver) {
            check(
                    next.lease() instanceof Lease.Asked asked
                            && asked.request().equals(request.request()),
                    "takes the lock with a lease of " + next.lease());
            check(
                    !next.failsafe().isBound(next.now()) || next.failsafe().promise().isPresent(),
                    "takes the lock against its promise");
        }
        if (request instanceof DcsAction.ReleaseLock release) {
            check(
                    GoneLaw.mayRelease(next, release.permit()),
                    "gives the lock away with " + next.postgres());
        }
    }

    private static void permitted(Permit permit, NodeState next) {
        if (permit instanceof Permit.LeaseHeld(var epoch, Moment until)) {
            check(
                    next.lease() instanceof Lease.Held held
                            && held.epoch().equals(epoch)
                            && held.until().equals(until)
                            && next.now().isBefore(until),
                    permit + " with a lease of " + next.lease() + " at " + next.now());
        }
        if (permit instanceof Permit.FailsafeAccepted(Moment until)) {
            check(
                    next.now().isBefore(until)
                            && next.failsafe()
                                    .promise()
                                    .filter(one -> one.until().equals(until))
                                    .isPresent(),
                    permit + " with " + next.failsafe() + " at " + next.now());
        }
    }

    /** Numbers of requests, operations and orders are never used twice. */
    private void number(long number) {
        check(number > highestNumber, "number used twice: " + number);
        highestNumber = number;
    }

    /** A lease that is over is a kill until PostgreSQL is harmless, and nothing comes before it. */
    private static void ending(Step step) {
        boolean kills =
                !step.actions().isEmpty()
                        && step.actions().getFirst() instanceof FenceAction.FenceNow;
        check(
                !isRightOver(step.next())
                        || step.next().presence() == Presence.GONE
                        || kills
                        || step.next().fence() instanceof Fence.Fenced(Moment at)
                                && step.next().now().isBefore(at.plus(KILL_TIME)),
                "the lease is over and nothing is killed: " + step.rules());
        check(
                kills
                        || step.actions().stream()
                                .noneMatch(one -> one instanceof FenceAction.FenceNow),
                "something comes before the kill: " + step.actions());
    }

    private static boolean isRightOver(NodeState next) {
        return next.lease() instanceof Lease.Over
                || next.failsafe().promise().isPresent()
                        && !next.failsafe().isPromised(next.now())
                        && !(next.lease() instanceof Lease.Held);
    }

    /** A lock that was taken under a session that is over is not ours. */
    private void ofThisSession(Event event, Step step) {
        if (event instanceof DcsEvent.SessionConnected one) {
            sessions.put(one.connection(), one.session());
        }
        if (event instanceof DcsEvent.LockTaken taken
                && step.next().lease() instanceof Lease.Held held
                && held.epoch().equals(taken.epoch())) {
            check(
                    step.next().session() instanceof Session.Live live
                            && live.id().equals(sessions.get(taken.connection())),
                    "holds a lock that a session which is over has taken");
        }
    }

    private static void repeats(NodeState before, Event event, Step step) {
        Step again = Machine.step(before, event);
        check(step.equals(again), "another result for equal arguments");
        check(
                Digest.of(step.next(), step.actions()) == Digest.of(again.next(), again.actions()),
                "another digest for equal arguments");
    }

    private static void wakes(Step step) {
        Moment now = step.next().now();
        Step last = step;
        for (int i = 0; now.hasReached(last.wakeAt()); i++) {
            check(
                    FORGETS.contains(last.rules().getFirst().text()),
                    "wakes at once and has forgotten no lease: " + last.rules());
            check(i < MOST_STEPS_AT_ONE_MOMENT, "busy loop: " + last.rules());
            last = Machine.step(last.next(), new Tick(now, Facts.WALL));
        }
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** Nothing happens but time: the machine must not wake itself too often. */
    static void rests(NodeState state, int steps, Moment end) {
        NodeState quiet = state;
        Moment at = state.now();
        for (int i = 0; at.isBefore(end); i++) {
            check(i < steps, "more than " + steps + " steps until " + end + ": " + quiet);
            Step step = Machine.step(quiet, new Tick(at, Facts.WALL));
            quiet = step.next();
            at = at.later(step.wakeAt());
        }
    }
}
