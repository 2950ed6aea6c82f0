package io.matriarch.rule;

import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import java.time.Duration;

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
                    longer(state.settings().failover().startTimeout(), TOOL);
            case Operation.StartStandby _ -> START;
            case Operation.Promote _,
                    Operation.PrePromote _,
                    Operation.Follow _,
                    Operation.Stop _ ->
                    TOOL;
            case Operation.Rewind _, Operation.RecoverAlone _ -> Duration.ofHours(1);
            case Operation.Basebackup _ -> Duration.ofHours(24);
        };
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
