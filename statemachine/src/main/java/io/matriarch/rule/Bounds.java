package io.matriarch.rule;

import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Task;
import java.time.Duration;
import java.util.Optional;

/** How long each operation may take before the runtime gives it up. */
final class Bounds {
    private Bounds() {}

    /** The time that PostgreSQL's own tool waits by default ({@code pg_ctl}, option -t). */
    private static final Duration TOOL = Duration.ofSeconds(60);

    private static final Duration START = Duration.ofMinutes(5);

    static Duration of(Operation operation, NodeState state) {
        return switch (operation) {
            case Operation.Initdb _ -> Duration.ofMinutes(10);
            case Operation.StartPrimary _ ->
                    ordered(state).orElse(longer(state.settings().failover().startTimeout(), TOOL));
            case Operation.StartStandby _ -> ordered(state).orElse(START);
            case Operation.Promote _, Operation.PrePromote _, Operation.Follow _ -> TOOL;
            // More than it is given until it is made an immediate one.
            case Operation.Stop _ ->
                    longer(state.settings().failover().stopTimeout(), TOOL).plus(TOOL);
            case Operation.Rewind _, Operation.RecoverAlone _ -> Duration.ofHours(1);
            case Operation.Basebackup _ -> Duration.ofHours(24);
        };
    }

    /** How long the start of an ordered restart may take. */
    private static Optional<Duration> ordered(NodeState state) {
        return state.orders().task() instanceof Task.Restarting task
                ? Optional.of(task.timeout())
                : Optional.empty();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
