package io.matriarch.judge;

import io.matriarch.state.Health;
import io.matriarch.state.NodeState;
import io.matriarch.state.Peers;
import io.matriarch.state.Postgres;
import io.matriarch.state.Presence;
import io.matriarch.state.Setbacks;
import io.matriarch.state.Task;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the holder of the lock does about its own PostgreSQL that does not run (contract 2.5, 2.7).
 */
public enum Recovery {
    /** It runs; there is nothing to recover. */
    NONE,
    /** Start it again as the primary, on the same timeline. */
    RESTART,
    /** Start it as the standby that it was; promote it later. */
    REOPEN,
    /** Wait: for the others' answers, or for a pause after a failure to pass. */
    ASK,
    /** Let somebody else lead: it failed, and somebody is able. */
    HAND_ON,
    /** Let somebody else lead, as requested: it has all that we wrote. */
    HAND_OVER;

    /** How many failed starts in a row make a restart hopeless while somebody else is able. */
    static final int STARTS_ALLOWED = 3;

    /** How long a stopped primary waits for a candidate to have all of its log. */
    static final Duration CATCH_UP = Duration.ofSeconds(10);

    /** How long a stopped primary may live on, for it archives, until that is not waited for. */
    static final Duration ENDING = Duration.ofSeconds(1);

    /** How many crashes with no calm between make another restart hopeless. */
    static final int CRASHES_ALLOWED = 3;

    /** Judges the holder's PostgreSQL. */
    public static Recovery of(NodeState state) {
        return switch (state.postgres()) {
            case Postgres.Primary _ -> ofPrimary(state);
            case Postgres.Standby _ -> ofStandby(state);
            case Postgres.Starting(boolean asStandby) ->
                    isOverdue(state)
                            ? handOnOr(state, NONE)
                            : asStandby ? NONE : whileStarting(state);
            case Postgres.Unknown _, Postgres.Hanging _ -> isUnsureForLong(state) ? HAND_ON : NONE;
            case Postgres.NoData _, Postgres.Unreadable _ -> afterPause(state, HAND_ON);
            case Postgres.Stopped down -> ofStopped(state, down);
            case Postgres.Ending _ -> ofEnding(state);
        };
    }

    private static Recovery ofPrimary(NodeState state) {
        if (Identity.isForeign(state)) {
            return HAND_ON;
        }
        return Ailment.of(state) == Ailment.NONE ? NONE : handOnOr(state, NONE);
    }

    private static Recovery ofStandby(NodeState state) {
        if (state.setbacks().promotions() > 0
                || Fitness.isRefused(state)
                || Fitness.objectionToOwn(state).isPresent()) {
            return HAND_ON;
        }
        Recovery wanted =
                Fitness.isRefusedAgain(state) ? handOnOr(state, NONE) : assured(state, NONE);
        return wanted == HAND_ON ? wanted : afterPause(state, wanted);
    }

    private static Recovery ofStopped(NodeState state, Postgres.Stopped down) {
        if (Fitness.isRefused(state) || Fitness.objectionToOwn(state).isPresent()) {
            return afterPause(state, HAND_ON);
        }
        Recovery again = down.control().phase().wasPrimary() ? RESTART : REOPEN;
        if (down.control().end().isPresent() && again == RESTART) {
            Optional<Recovery> requested = asRequested(state);
            if (requested.isPresent()) {
                return afterPause(state, requested.get());
            }
        }
        // Its start was given up for a handover: to start it again would undo that.
        boolean givenUp = state.orders().task() instanceof Task.HandingOver && again == RESTART;
        Recovery requested = givenUp ? forRequest(state, again) : again;
        if (requested != again) {
            return requested;
        }
        Recovery wanted = isOverdue(state) ? handOnOr(state, again) : assured(state, again);
        return afterPause(state, wanted);
    }

    /**
     * A handover that is requested while the primary starts need not wait for it (contract 2.5):
     * the start is given up once it is known who can take over. A restart that an operator ordered
     * comes first.
     */
    private static Recovery whileStarting(NodeState state) {
        boolean ordered = state.orders().task() instanceof Task.Restarting;
        return ordered || StandbyClusters.isOn(state) ? NONE : forRequest(state, NONE);
    }

    /** Nobody has all of its log for certain, so a member that is near enough will do. */
    private static Recovery forRequest(NodeState state, Recovery otherwise) {
        return switch (Handover.of(state)) {
            case Handover.Ready _ -> HAND_ON;
            case Handover.AskFirst _ -> ASK;
            case Handover.Void _, Handover.None _ -> otherwise;
        };
    }

    /** What is wanted, once nobody knows better than the lock. */
    private static Recovery assured(NodeState state, Recovery wanted) {
        return switch (FoundLock.of(state)) {
            case GOOD -> wanted;
            case UNASKED, OUTDATED -> ASK;
            case OUTLIVED -> HAND_ON;
        };
    }

    /**
     * Given back early when somebody has all of our log, so that a failover need not wait for the
     * archiver (contract 2.19); it is not started again while it lives.
     */
    private static Recovery ofEnding(NodeState state) {
        boolean lasting =
                state.setbacks()
                        .downSince()
                        .map(since -> state.now().hasReached(since.plus(ENDING)))
                        .orElse(false);
        if (!lasting) {
            return ASK;
        }
        if (state.presence() == Presence.LEAVING) {
            return handOnOr(state, ASK) == HAND_ON ? HAND_OVER : ASK;
        }
        return asRequested(state).orElse(ASK);
    }

    private static Recovery afterPause(NodeState state, Recovery wanted) {
        return state.now().hasReached(state.setbacks().retryAt()) ? wanted : ASK;
    }

    private static Optional<Recovery> asRequested(NodeState state) {
        if (Heir.hasFailed(state)) {
            return Optional.empty();
        }
        return switch (Handover.of(state)) {
            case Handover.Ready _ -> Optional.of(HAND_OVER);
            case Handover.AskFirst _ -> Optional.of(ASK);
            case Handover.Void _ -> mayStillCatchUp(state) ? Optional.of(ASK) : Optional.empty();
            case Handover.None _ -> Optional.empty();
        };
    }

    /** Whether the candidate of a handover may still get what it lacks of our log. */
    static boolean mayStillCatchUp(NodeState state) {
        return state.setbacks()
                .downSince()
                .map(since -> state.now().isBefore(since.plus(CATCH_UP)))
                .orElse(true);
    }

    static boolean isOverdue(NodeState state) {
        Setbacks setbacks = state.setbacks();
        Duration allowed =
                state.orders().task() instanceof Task.Restarting task
                        ? task.timeout()
                        : state.settings().failover().startTimeout();
        return setbacks.starts() >= STARTS_ALLOWED
                || Fitness.isRefusedAgain(state)
                || crashesTooOften(state)
                || Ailment.of(state) != Ailment.NONE
                || setbacks.downSince()
                        .map(since -> state.now().hasReached(since.plus(allowed)))
                        .orElse(false);
    }

    private static boolean crashesTooOften(NodeState state) {
        Health health = state.health();
        return health.crashes() >= CRASHES_ALLOWED
                && state.now().isBefore(health.crashedAt().plus(Health.CALM));
    }

    /** A short doubt is usual after each operation; primary_start_timeout 0 does not mean that. */
    private static boolean isUnsureForLong(NodeState state) {
        Duration allowed =
                state.settings().failover().startTimeout().compareTo(state.timeout()) >= 0
                        ? state.settings().failover().startTimeout()
                        : state.timeout();
        return state.setbacks()
                .unsureSince()
                .map(since -> state.now().hasReached(since.plus(allowed)))
                .orElse(false);
    }

    private static Recovery handOnOr(NodeState state, Recovery otherwise) {
        Moment since = state.setbacks().downSince().orElse(Moment.LONG_AGO);
        Optional<SortedMap<MemberName, Peers.Answer>> answers = Others.freshAnswers(state, since);
        if (answers.isEmpty()) {
            return ASK;
        }
        return Handover.able(state, answers.get()).isEmpty() ? otherwise : HAND_ON;
    }
}
