package io.matriarch.judge;

import io.matriarch.state.Lease;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Watchdog;
import io.matriarch.state.WatchdogPolicy.Mode;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done about the kernel's watchdog, and what it means for our right to lead (contract
 * 6): it counts down while our PostgreSQL may accept writes, and rests in maintenance.
 */
public final class WatchdogDuty {
    private WatchdogDuty() {}

    /** How soon an automatic one that could not be started is tried again. */
    static final Duration RETRY = Duration.ofMinutes(1);

    /** Whether it keeps PostgreSQL from being made writable, or from staying so. */
    enum Standing {
        /** It does not matter here and now. */
        UNNEEDED,
        /** It counts down. */
        ACTIVE,
        /** It is being started. */
        AWAITED,
        /** It is required, and cannot be started. */
        FAILED
    }

    static Standing standing(NodeState state) {
        if (!isWanted(state)) {
            return Standing.UNNEEDED;
        }
        boolean counts = state.watchdog() instanceof Watchdog.Counting;
        if (isRequired(state)) {
            return isUnable(state) || misfit(state).isPresent()
                    ? Standing.FAILED
                    : counts ? Standing.ACTIVE : Standing.AWAITED;
        }
        boolean starts =
                switch (state.watchdog()) {
                    case Watchdog.Resting resting -> mayStart(state, resting);
                    case Watchdog.Starting starting -> !isOverdue(state, starting);
                    case Watchdog.Counting _ -> false;
                };
        boolean runs = state.postgres() instanceof Postgres.Primary;
        return counts ? Standing.ACTIVE : starts && !runs ? Standing.AWAITED : Standing.UNNEEDED;
    }

    /** Whether this member must not lead for want of a watchdog: what peers are told. */
    public static boolean isUnable(NodeState state) {
        return isRequired(state) && complaint(state).isPresent();
    }

    /** Why this member may not race for the lock; absent when the watchdog forbids nothing. */
    static Optional<String> objection(NodeState state) {
        if (!isRequired(state) || Maintenance.isOn(state)) {
            return Optional.empty();
        }
        boolean unseen =
                state.watchdog() instanceof Watchdog.Resting(Watchdog.Device device)
                        && device.health() == Watchdog.Health.UNSEEN;
        return complaint(state)
                .or(() -> unseen ? Optional.of("it was not looked at yet") : Optional.empty())
                .map(why -> "its watchdog is required: " + why);
    }

    private static Optional<String> complaint(NodeState state) {
        return switch (state.watchdog()) {
            case Watchdog.Counting _ -> Optional.empty();
            case Watchdog.Starting starting ->
                    isOverdue(state, starting) ? Optional.of("no answer") : Optional.empty();
            case Watchdog.Resting(Watchdog.Device device) ->
                    isBroken(device) ? Optional.of(device.why()) : tightness(state);
        };
    }

    private static Optional<String> tightness(NodeState state) {
        return WatchdogTimes.slack(state).isNegative()
                ? Optional.of(
                        "it would have %d s of ttl %d s, less than loop_wait"
                                .formatted(
                                        WatchdogTimes.provable(state).toSeconds(),
                                        state.settings().ttl().toSeconds()))
                : Optional.empty();
    }

    /** The timeout to feed it with now, if that is due. */
    public static Optional<Duration> feeding(NodeState state) {
        if (!isWanted(state)) {
            return Optional.empty();
        }
        return switch (state.watchdog()) {
            case Watchdog.Starting _ -> Optional.empty();
            case Watchdog.Resting resting ->
                    mayStart(state, resting) && !isSureToRest(state)
                            ? WatchdogTimes.covered(state)
                            : Optional.empty();
            case Watchdog.Counting counting ->
                    WatchdogTimes.covered(state)
                            .filter(_ -> misfit(state).isEmpty())
                            .filter(timeout -> isWorthIt(state, counting, timeout));
        };
    }

    /**
     * Whether a server that cannot be looked into yet is one that will accept no writes. One that
     * is started for its sake may be one that cannot be stopped again.
     */
    private static boolean isSureToRest(NodeState state) {
        return StandbyClusters.isOn(state) && !(state.postgres() instanceof Postgres.Primary);
    }

    private static boolean isWorthIt(
            NodeState state, Watchdog.Counting counting, Duration timeout) {
        Watchdog.Order last = counting.newest();
        Moment before = last.at().plus(counting.isFixed() ? counting.timeout() : last.timeout());
        Moment after = state.now().plus(timeout);
        return after.since(before).compareTo(WatchdogTimes.step(state)) >= 0
                || WatchdogTimes.most(state).compareTo(last.most()) < 0;
    }

    /** Whether it is to be stopped now. */
    public static boolean isStopDue(NodeState state) {
        return switch (state.watchdog()) {
            case Watchdog.Resting _ -> false;
            case Watchdog.Starting starting -> isOverdue(state, starting) || isToRest(state);
            case Watchdog.Counting _ -> misfit(state).isPresent() || isToRest(state);
        };
    }

    private static boolean isToRest(NodeState state) {
        boolean paused = Maintenance.isOn(state) && !(state.lease() instanceof Lease.Over);
        return isOff(state) || paused || Harmless.is(state) && !isWanted(state);
    }

    /** What it is once it is stopped. */
    public static Watchdog stopped(NodeState state) {
        Optional<String> fault =
                state.watchdog() instanceof Watchdog.Starting starting && isOverdue(state, starting)
                        ? Optional.of("no answer")
                        : misfit(state);
        Watchdog.Health health = fault.isPresent() ? Watchdog.Health.FAILED : Watchdog.Health.READY;
        return new Watchdog.Resting(new Watchdog.Device(health, fault.orElse(""), state.now()));
    }

    /** Whether it is to be looked at, so that it is known whether this member may lead. */
    public static boolean isLookDue(NodeState state) {
        return lookAt(state).map(state.now()::hasReached).orElse(false);
    }

    private static Optional<Moment> lookAt(NodeState state) {
        if (!isRequired(state) || !(state.watchdog() instanceof Watchdog.Resting resting)) {
            return Optional.empty();
        }
        Watchdog.Device device = resting.device();
        boolean failed = device.health() == Watchdog.Health.FAILED;
        return Optional.of(
                device.at().plus(failed ? state.settings().ttl() : state.settings().loopWait()));
    }

    /** Whether it resets the machine so soon that PostgreSQL must be stopped now. */
    static boolean isStarving(NodeState state) {
        return state.watchdog() instanceof Watchdog.Counting counting
                && state.now().hasReached(WatchdogTimes.starvesAt(state, counting));
    }

    /** When something of this may change without an event. */
    static List<Moment> wishes(NodeState state) {
        return switch (state.watchdog()) {
            case Watchdog.Resting(Watchdog.Device device) ->
                    List.of(device.at().plus(RETRY), lookAt(state).orElse(Moment.LONG_AGO));
            case Watchdog.Starting(Watchdog.Order asked) ->
                    List.of(asked.at().plus(HolderSituation.ECHO_TIME));
            case Watchdog.Counting counting ->
                    List.of(
                            counting.newest().at().plus(WatchdogTimes.step(state)),
                            WatchdogTimes.starvesAt(state, counting));
        };
    }

    /** Why what it does is not what it was told, so that it is of no use. */
    private static Optional<String> misfit(NodeState state) {
        if (!(state.watchdog() instanceof Watchdog.Counting counting)) {
            return Optional.empty();
        }
        long seconds = counting.timeout().toSeconds();
        if (counting.timeout().compareTo(state.settings().loopWait()) < 0) {
            return Optional.of("it resets after " + seconds + " s, sooner than loop_wait");
        }
        Duration most = counting.fed().most();
        return isRequired(state) && counting.timeout().compareTo(most) > 0
                ? Optional.of(
                        "it resets after %d s, later than the %d s that ttl allows"
                                .formatted(seconds, most.toSeconds()))
                : Optional.empty();
    }

    private static boolean mayStart(NodeState state, Watchdog.Resting resting) {
        boolean again =
                !isRequired(state) && state.now().hasReached(resting.device().at().plus(RETRY));
        return !WatchdogTimes.slack(state).isNegative() && (!isBroken(resting.device()) || again);
    }

    private static boolean isBroken(Watchdog.Device device) {
        return switch (device.health()) {
            case ABSENT, FORBIDDEN, FAILED -> true;
            case UNSEEN, READY, STUCK -> false;
        };
    }

    private static boolean isOverdue(NodeState state, Watchdog.Starting starting) {
        return state.now().hasReached(starting.asked().at().plus(HolderSituation.ECHO_TIME));
    }

    private static boolean isOff(NodeState state) {
        return state.local().watchdog().mode() == Mode.OFF;
    }

    private static boolean isRequired(NodeState state) {
        return state.local().watchdog().mode() == Mode.REQUIRED;
    }

    /** Whether we have the right to write, and PostgreSQL may use it or is about to. */
    private static boolean isWanted(NodeState state) {
        boolean right = LeaseClock.rightUntil(state).map(state.now()::isBefore).orElse(false);
        return right
                && !isOff(state)
                && !Maintenance.isOn(state)
                && (!Harmless.is(state) || isToWrite(state));
    }

    /** Whether a PostgreSQL that accepts no writes is to be made to, as things stand. */
    private static boolean isToWrite(NodeState state) {
        if (state.presence() != Presence.STAYING || StandbyClusters.isOn(state)) {
            return false;
        }
        boolean lasts =
                LeaseClock.promise(state)
                        .map(given -> !PromisedSituation.isEnding(state, given))
                        .orElseGet(() -> HolderSituation.isLeaseGood(state));
        return lasts
                && switch (Recovery.of(state)) {
                    case NONE, RESTART, REOPEN -> true;
                    case ASK, HAND_ON, HAND_OVER -> false;
                };
    }
}
