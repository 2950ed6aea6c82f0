package io.matriarch.machine;

import io.matriarch.state.NodeState;
import io.matriarch.state.Postgres;
import io.matriarch.state.Task;

/** Folds in how far an operator's order has come. */
final class ObserveTask {
    private ObserveTask() {}

    /** What was stopped on an order and runs again needs no order any more. */
    static Task task(NodeState state) {
        boolean runs =
                state.postgres() instanceof Postgres.Primary
                        || state.postgres() instanceof Postgres.Standby;
        return switch (state.orders().task()) {
            case Task.None none -> none;
            case Task.HandingOver one -> runs && state.isIdle() ? new Task.None() : one;
            case Task.Reviving one -> runs && state.isIdle() ? new Task.None() : one;
            case Task.Reinitializing one -> one;
            case Task.Restarting one -> {
                boolean begun = one.phase() == Task.Phase.DOWN || one.phase() == Task.Phase.FAILED;
                boolean down = state.postgres() instanceof Postgres.Stopped;
                yield down && !begun ? one.in(Task.Phase.DOWN) : one;
            }
        };
    }
}
