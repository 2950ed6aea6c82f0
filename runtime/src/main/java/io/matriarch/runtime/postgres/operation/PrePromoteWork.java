package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.process.CommandResult;
import io.matriarch.runtime.postgres.process.CutException;
import java.io.IOException;
import java.util.List;

/** Asks the script that must agree before a promotion: any exit code but 0 refuses. */
final class PrePromoteWork implements Work {
    private final Server server;

    PrePromoteWork(Server server) {
        this.server = server;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed {
        List<String> command = server.settings().scripts().prePromote();
        if (command.isEmpty()) {
            return;
        }
        CommandResult result = server.runner().run(command, task.limit());
        if (!result.isSuccess()) {
            throw new OperationFailed("pre_promote refuses: " + result.lastError());
        }
    }
}
