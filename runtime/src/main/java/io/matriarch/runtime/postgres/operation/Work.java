package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.state.Operation;
import java.io.IOException;

/** One kind of work. Returns when it is done. */
interface Work {
    void run(Task task) throws IOException, CutException, OperationFailed, PermitOver, SourceLost;

    /** The work that an operation asks for. */
    static Work of(Operation operation, Server server) {
        return switch (operation) {
            case Operation.Initdb _ -> new InitdbWork(server);
            case Operation.StartPrimary start -> new StartPrimaryWork(server, start);
            case Operation.StartStandby start -> new StartStandbyWork(server, start.feed());
            case Operation.PrePromote _ -> new PrePromoteWork(server);
            case Operation.Promote promote -> new PromoteWork(server, promote);
            case Operation.Follow follow -> new FollowWork(server, follow.feed());
            case Operation.Stop stop -> new StopWork(server, stop);
            case Operation.RecoverAlone _ -> new RecoverAloneWork(server);
            case Operation.Rewind rewind -> new RewindWork(server, rewind.source());
            case Operation.Basebackup copy -> new BasebackupWork(server, copy.source());
            case Operation.CopySlots copy -> new CopySlotsWork(server, copy);
        };
    }

    /** Whether a process of PostgreSQL may come to life while it runs. */
    static boolean maySpawn(Operation operation) {
        return switch (operation) {
            case Operation.Stop _, Operation.Basebackup _, Operation.PrePromote _ -> false;
            case Operation.Initdb _,
                    Operation.StartPrimary _,
                    Operation.StartStandby _,
                    Operation.Promote _,
                    Operation.Follow _,
                    Operation.RecoverAlone _,
                    Operation.CopySlots _,
                    Operation.Rewind _ ->
                    true;
        };
    }
}
