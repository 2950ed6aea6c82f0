package io.matriarch.judge;

import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Task;
import java.time.Duration;
import java.util.Optional;

/**
 * How a restart has ended, once it has (contract 2.12).
 *
 * @param good whether PostgreSQL was restarted
 * @param text what the operator is told
 */
public record RestartEnd(boolean good, String text) {
    private static final RestartEnd DONE = new RestartEnd(true, "restarted successfully");
    private static final RestartEnd STARTING = new RestartEnd(false, "postgres is still starting");
    private static final RestartEnd FAILED = new RestartEnd(false, "restart failed");
    private static final RestartEnd NOT_NOW =
            new RestartEnd(false, "restart conditions are not satisfied");

    /** How long the stop of a restart may take, and how long an order waits for its turn. */
    static final Duration ALLOWANCE = Duration.ofSeconds(60);

    /** The end of the restart under way; absent while it goes on, or when there is none. */
    public static Optional<RestartEnd> of(NodeState state) {
        return state.orders().task() instanceof Task.Restarting task
                ? ended(state, task).or(() -> isOver(state, task) ? late(state, task) : none())
                : none();
    }

    private static Optional<RestartEnd> ended(NodeState state, Task.Restarting task) {
        if (!state.isIdle()) {
            return none();
        }
        boolean runs =
                state.postgres() instanceof Postgres.Primary
                        || state.postgres() instanceof Postgres.Standby;
        return switch (task.phase()) {
            case ASKED -> none();
            case STOPPING -> runs ? Optional.of(FAILED) : none();
            case DOWN -> runs ? Optional.of(DONE) : none();
            case FAILED -> {
                if (runs) {
                    yield Optional.of(DONE);
                }
                boolean starts = state.postgres() instanceof Postgres.Starting;
                boolean down = state.postgres() instanceof Postgres.Stopped;
                yield starts ? Optional.of(STARTING) : down ? Optional.of(FAILED) : none();
            }
        };
    }

    private static boolean isOver(NodeState state, Task.Restarting task) {
        Duration allowed =
                task.phase() == Task.Phase.ASKED ? ALLOWANCE : task.timeout().plus(ALLOWANCE);
        return state.now().hasReached(task.since().plus(allowed));
    }

    private static Optional<RestartEnd> late(NodeState state, Task.Restarting task) {
        if (task.phase() == Task.Phase.ASKED) {
            return Optional.of(NOT_NOW);
        }
        return Optional.of(state.postgres() instanceof Postgres.Starting ? STARTING : FAILED);
    }

    private static Optional<RestartEnd> none() {
        return Optional.empty();
    }
}
