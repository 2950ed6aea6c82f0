package io.matriarch.judge;

import io.matriarch.state.Announced;
import io.matriarch.state.Announced.Life;
import io.matriarch.state.Callback;
import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Role;
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
            case Postgres.Primary _ -> up(state.announced(), Role.PRIMARY);
            case Postgres.Standby _ ->
                    up(
                            state.announced(),
                            StandbyClusters.isLedByUs(state) ? Role.STANDBY_LEADER : Role.REPLICA);
            // No client is connected any more, and before the lock goes this must be known.
            case Postgres.Stopped _, Postgres.Ending _, Postgres.NoData _ ->
                    down(state.announced());
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

    private static Optional<Announcement> up(Announced told, Role role) {
        Announced then = told.with(Life.UP, role);
        if (told.life() != Life.UNTOLD && told.role() != role) {
            return Optional.of(new Announcement(Callback.ON_ROLE_CHANGE, role, then));
        }
        if (told.life() != Life.UP) {
            return Optional.of(new Announcement(Callback.ON_START, role, then.withReloaded(false)));
        }
        return told.reloaded()
                ? Optional.of(new Announcement(Callback.ON_RELOAD, role, then.withReloaded(false)))
                : Optional.empty();
    }

    private static Optional<Announcement> down(Announced told) {
        Announced then = told.with(Life.DOWN, told.role()).withReloaded(false);
        return told.life() == Life.UP
                ? Optional.of(new Announcement(Callback.ON_STOP, told.role(), then))
                : Optional.empty();
    }
}
