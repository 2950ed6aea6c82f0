package io.matriarch.machine;

import io.matriarch.action.PostgresAction;
import io.matriarch.state.ClusterView;
import io.matriarch.state.DurableFacts.Unfinished;
import io.matriarch.state.Initialize;
import io.matriarch.state.NodeState;
import io.matriarch.state.Operation;
import io.matriarch.state.Postgres;
import io.matriarch.state.SyncNames;
import io.matriarch.state.SyncState;
import java.util.Optional;

/** What must hold whenever PostgreSQL is made to accept writes, whichever chapter says so. */
final class WritableLaw {
    private WritableLaw() {}

    static void begun(PostgresAction.Begin begin, NodeState next) {
        ClusterView view = next.cluster().latest().orElse(ClusterView.EMPTY);
        Laws.check(!isForeign(next.postgres(), view), "makes another cluster's data writable");
        Unfinished left = next.durable().unfinished();
        Laws.check(
                left != Unfinished.REWIND && left != Unfinished.COPY && left != Unfinished.INITDB,
                "makes half a data directory writable: " + left);
        if (next.settings().sync().isOn()) {
            claimed(view.sync(), next);
            Laws.check(
                    names(begin.operation()).isPresent(),
                    "writable in synchronous mode with the operators' own names: " + begin);
        }
        boolean bound = next.failsafe().isBound(next.now());
        Laws.check(!bound || next.failsafe().promise().isPresent(), "writable against its promise");
    }

    private static Optional<SyncNames> names(Operation operation) {
        return switch (operation) {
            case Operation.Promote promote -> promote.names();
            case Operation.StartPrimary start -> start.names();
            case Operation _ -> Optional.empty();
        };
    }

    private static boolean isForeign(Postgres postgres, ClusterView view) {
        return view.initialize() instanceof Initialize.Made(var cluster)
                && postgres.identity().filter(own -> !own.equals(cluster)).isPresent();
    }

    private static void claimed(SyncState key, NodeState next) {
        Laws.check(
                key.leader().filter(next.me()::isNamedLike).isPresent(),
                "writable in synchronous mode under the key of " + key.leader());
    }
}
