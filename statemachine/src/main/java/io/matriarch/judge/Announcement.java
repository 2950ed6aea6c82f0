package io.matriarch.judge;

import io.matriarch.state.Announced;
import io.matriarch.state.Announced.Life;
import io.matriarch.state.Callback;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Role;
import io.matriarch.state.Task;
import java.time.Instant;
import java.util.Optional;

/**
 * What callbacks are to be told next (contract 2.21): the difference between what they were told
 * and what the last look at PostgreSQL showed. Nothing while the cluster is being made.
 *
 * @param callback which one
 * @param role in what role
 * @param then what they have been told after it
 */
public record Announcement(Callback callback, Role role, Announced then) {

    /** The next one; absent when all was told, or PostgreSQL is neither up nor down. */
    public static Optional<Announcement> of(NodeState state) {
        if (Situation.isFounding(state)) {
            return Optional.empty();
        }
        return switch (state.postgres()) {
            case Postgres.Primary primary ->
                    up(state.announced(), Role.PRIMARY, primary.server().startedAt());
            case Postgres.Standby standby ->
                    up(
                            state.announced(),
                            StandbyClusters.isLedByUs(state) ? Role.STANDBY_LEADER : Role.REPLICA,
                            standby.server().startedAt());
            // No client is connected any more, and before the lock goes this must be known.
            case Postgres.Stopped _, Postgres.Ending _, Postgres.NoData _ ->
                    isRestarting(state) ? Optional.empty() : down(state.announced());
            case Postgres.Unknown _,
                    Postgres.Unreadable _,
                    Postgres.Starting _,
                    Postgres.Hanging _ ->
                    Optional.empty();
        };
    }

    /** The word for its role that the script is told. */
    public String roleWord(NodeState state) {
        return role.word(state.local().scripts().sayMaster() || Mixed.saysMaster(state));
    }

    /** Stopped only to be started again: that is told as one thing. */
    private static boolean isRestarting(NodeState state) {
        return state.orders().task() instanceof Task.Restarting task
                && task.phase() != Task.Phase.FAILED;
    }

    private static Optional<Announcement> up(
            Announced told, Role role, Optional<Instant> startedAt) {
        Announced then = told.with(Life.UP, role).withStartedAt(startedAt.or(told::startedAt));
        if (told.life() != Life.UNTOLD && told.role() != role) {
            return Optional.of(new Announcement(Callback.ON_ROLE_CHANGE, role, then));
        }
        if (told.life() != Life.UP) {
            return Optional.of(new Announcement(Callback.ON_START, role, then.withReloaded(false)));
        }
        if (isAnotherServer(told, startedAt)) {
            return Optional.of(
                    new Announcement(Callback.ON_RESTART, role, then.withReloaded(false)));
        }
        return told.reloaded()
                ? Optional.of(new Announcement(Callback.ON_RELOAD, role, then.withReloaded(false)))
                : Optional.empty();
    }

    /** Also one that an operator restarted by hand between two looks. */
    private static boolean isAnotherServer(Announced told, Optional<Instant> startedAt) {
        return startedAt.isPresent()
                && told.startedAt().isPresent()
                && !startedAt.equals(told.startedAt());
    }

    private static Optional<Announcement> down(Announced told) {
        Announced then = told.with(Life.DOWN, told.role()).withReloaded(false);
        return told.life() == Life.UP
                ? Optional.of(new Announcement(Callback.ON_STOP, told.role(), then))
                : Optional.empty();
    }
}
