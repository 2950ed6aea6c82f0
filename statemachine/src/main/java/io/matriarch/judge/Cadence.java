package io.matriarch.judge;

import io.matriarch.state.Cluster;
import io.matriarch.state.FailoverRequest;
import io.matriarch.state.Failsafe;
import io.matriarch.state.Fence;
import io.matriarch.state.Initialize;
import io.matriarch.state.Lease;
import io.matriarch.state.Lock;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Requests;
import io.matriarch.state.Session;
import io.matriarch.state.Task;
import io.matriarch.state.Work;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When to look again, and when to be woken for it. */
public final class Cadence {
    private Cadence() {}

    /** The longest time between two looks while something is not as it should be. */
    static final Duration UNSETTLED = Duration.ofSeconds(1);

    /** The shortest time between two readings of the DCS. */
    static final Duration SHORTEST = Duration.ofMillis(50);

    /** How long the guard may take to echo before it is told again. */
    static final Duration ECHO = Duration.ofSeconds(1);

    /** How soon a failed publication is tried again, and the others are asked again. */
    public static final Duration AGAIN = Duration.ofMillis(250);

    /** Whether all is as it should be, as far as this member knows. */
    static boolean isSettled(NodeState state) {
        boolean made =
                state.cluster() instanceof Cluster.Seen seen
                        && seen.view().initialize() instanceof Initialize.Made
                        && seen.view().lock() instanceof Lock.Held
                        && seen.view().failover() instanceof FailoverRequest.None;
        boolean runs =
                state.lease() instanceof Lease.Held
                        ? state.postgres() instanceof Postgres.Primary
                                && SyncPlan.of(state).kind() == SyncStep.Kind.NONE
                        : state.postgres() instanceof Postgres.Standby standby
                                && (standby.streaming() || state.local().tags().nostream());
        return made && runs && state.isIdle() && state.presence() == Presence.STAYING;
    }

    /** When the DCS is to be read next, given that it can be. */
    public static Moment readAt(NodeState state) {
        boolean outdated = !(state.cluster() instanceof Cluster.Seen seen) || seen.outdated();
        return state.clocks()
                .readAt()
                .plus(outdated && !isBehind(state) ? SHORTEST : interval(state));
    }

    private static boolean isBehind(NodeState state) {
        return state.cluster() instanceof Cluster.Seen seen
                && seen.age() instanceof Cluster.Age.Behind;
    }

    /** When PostgreSQL is to be looked at next. */
    public static Moment probeAt(NodeState state) {
        return state.clocks().probedAt().plus(interval(state));
    }

    private static Duration interval(NodeState state) {
        Duration loop = state.settings().loopWait();
        return isSettled(state) || loop.compareTo(UNSETTLED) < 0 ? loop : UNSETTLED;
    }

    /** Whether the guard is to be told the present deadline now. */
    public static boolean isGuardDue(NodeState state) {
        Optional<Moment> right = LeaseClock.rightUntil(state);
        if (right.isEmpty() || Maintenance.isOn(state) || StandbyClusters.needsNoGuard(state)) {
            return false;
        }
        if (Harmless.isWhenLeaseEnds(state)) {
            return false;
        }
        Moment until = right.get();
        return switch (state.fence()) {
            case Fence.Unarmed _, Fence.Unknown _ -> true;
            case Fence.Armed armed -> !armed.until().equals(until);
            case Fence.Arming arming ->
                    !arming.until().equals(until)
                            || state.now().hasReached(arming.askedAt().plus(ECHO));
            case Fence.Fenced(Moment at) ->
                    state.now().hasReached(at.plus(HolderSituation.KILL_TIME));
        };
    }

    /** When the machine wants to be woken, unless an event comes before. */
    public static Moment wakeAt(NodeState state) {
        List<Moment> wishes = new ArrayList<>();
        Duration loop = state.settings().loopWait();
        wishes.add(state.now().plus(loop));
        if (!state.requests().isPending(Requests.Kind.PROBE)) {
            wishes.add(probeAt(state));
        }
        if (state.session() instanceof Session.Live live && live.connected()) {
            if (!state.requests().isPending(Requests.Kind.READ)) {
                wishes.add(readAt(state));
            }
            LeaseClock.renewAt(state).ifPresent(wishes::add);
            LeaseClock.touchAt(state).ifPresent(wishes::add);
            wishes.add(state.clocks().publishedAt().plus(loop));
            wishes.add(state.clocks().publishedAt().plus(AGAIN));
            wishes.add(state.published().positionAt().plus(loop));
        }
        if (state.lease() instanceof Lease.Held held) {
            wishes.add(LeaseClock.endingAt(held, state.timeout()));
            wishes.add(held.until());
            wishes.add(held.until().minus(LeaseClock.PATIENCE));
            Requests.Pending renewal = state.requests().pending().get(Requests.Kind.MEMBER);
            if (renewal != null) {
                wishes.add(renewal.sentAt().plus(LeaseClock.PATIENCE));
            }
        }
        Requests.Pending write = state.requests().pending().get(Requests.Kind.WRITE);
        if (write != null) {
            wishes.add(write.sentAt().plus(state.settings().failover().writeTimeout()));
        }
        addFence(wishes, state);
        wishes.addAll(WatchdogDuty.wishes(state));
        addFailsafe(wishes, state);
        addWaits(wishes, state);
        return wishes.stream()
                .filter(state.now()::isBefore)
                .min(Moment::compareTo)
                .orElse(state.now().plus(loop));
    }

    private static void addFence(List<Moment> wishes, NodeState state) {
        switch (state.fence()) {
            case Fence.Fenced(Moment at) -> wishes.add(at.plus(HolderSituation.KILL_TIME));
            case Fence.Arming arming -> {
                wishes.add(arming.askedAt().plus(ECHO));
                wishes.add(arming.since().plus(HolderSituation.ECHO_TIME));
                wishes.add(arming.armedUntil());
            }
            case Fence.Armed armed -> wishes.add(armed.until());
            case Fence.Unarmed _, Fence.Unknown _ -> {}
        }
    }

    private static void addFailsafe(List<Moment> wishes, NodeState state) {
        if (FailsafeMode.isUsable(state)) {
            FailsafeMode.askAt(state).ifPresent(wishes::add);
        }
        LeaseClock.promise(state)
                .ifPresent(promise -> {
                    wishes.add(PromisedSituation.endingAt(state, promise));
                    wishes.add(promise.until());
                });
        state.failsafe().bond().map(Failsafe.Bond::until).ifPresent(wishes::add);
        wishes.add(FailsafeMode.silentUntil(state));
    }

    private static void addOrders(List<Moment> wishes, NodeState state) {
        switch (state.orders().task()) {
            case Task.Restarting task -> {
                wishes.add(task.since().plus(SHORTEST));
                wishes.add(task.since().plus(state.settings().loopWait().multipliedBy(2)));
                wishes.add(task.since().plus(RestartEnd.ALLOWANCE));
                wishes.add(task.since().plus(task.timeout()).plus(RestartEnd.ALLOWANCE));
            }
            case Task.Reinitializing task -> wishes.add(task.since().plus(SHORTEST));
            case Task.None _, Task.HandingOver _, Task.Reviving _ -> {}
        }
        RestartSchedule.wait(state).ifPresent(wait -> wishes.add(state.now().plus(wait)));
        state.orders()
                .leavingSince()
                .ifPresent(since ->
                        wishes.add(since.plus(state.settings().loopWait().multipliedBy(2))));
        Departure.overdueAt(state).ifPresent(wishes::add);
        Departure.killedBy(state).ifPresent(wishes::add);
    }

    private static void addWaits(List<Moment> wishes, NodeState state) {
        if (FailedStops.isPause(state)) {
            wishes.add(FailedStops.nextAt(state));
        }
        Duration loop = state.settings().loopWait();
        addOrders(wishes, state);
        wishes.add(state.setbacks().retryAt());
        state.announced().refusedAt().ifPresent(at -> wishes.add(at.plus(state.settings().ttl())));
        state.setbacks()
                .unsureSince()
                .ifPresent(since -> {
                    wishes.add(since.plus(state.settings().failover().startTimeout()));
                    wishes.add(since.plus(state.timeout()));
                });
        state.setbacks()
                .downSince()
                .ifPresent(since -> {
                    wishes.add(since.plus(Recovery.CATCH_UP));
                    wishes.add(since.plus(Recovery.ENDING));
                    wishes.add(since.plus(state.settings().failover().startTimeout()));
                    wishes.add(since.plus(state.timeout()));
                });
        if (state.work() instanceof Work.Busy busy) {
            wishes.add(busy.deadline());
            wishes.add(busy.begun().plus(StopPatience.soonest(state)));
        }
        if (!state.ballots().open().isEmpty()) {
            wishes.add(state.ballots().open().getFirst().askedAt().plus(Voting.PATIENCE));
        }
        if (state.peers() instanceof Peers.Answered answered) {
            wishes.add(answered.askedAt().plus(UNSETTLED));
            wishes.add(answered.askedAt().plus(AGAIN));
            wishes.add(Others.freshUntil(state, answered));
        }
        addLockWaits(wishes, state);
    }

    private static void addLockWaits(List<Moment> wishes, NodeState state) {
        state.published()
                .offering()
                .wanted()
                .ifPresent(made -> wishes.add(Heir.patienceOver(state, made)));
        if (LeftPrimary.isOne(state)) {
            wishes.add(LeftPrimary.until(state));
        }
        if (state.cluster() instanceof Cluster.Seen seen) {
            seen.freeSince()
                    .ifPresent(since -> {
                        wishes.add(since.plus(state.timeout()));
                        wishes.add(since.plus(state.settings().ttl()));
                        wishes.add(since.plus(state.settings().loopWait()));
                        wishes.add(since.plus(state.settings().failover().raceBackoff()));
                        wishes.add(Turn.of(state, since));
                    });
            wishes.add(seen.readAt().plus(state.timeout()));
            if (seen.age() instanceof Cluster.Age.Behind(Moment since)) {
                wishes.add(since.plus(OutsiderSituation.longest(state)));
            }
            seen.claimedSince().ifPresent(since -> wishes.add(since.plus(state.timeout())));
        }
    }
}
