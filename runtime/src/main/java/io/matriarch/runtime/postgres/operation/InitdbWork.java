package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.Account;
import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.config.OwnedFiles;
import io.matriarch.runtime.postgres.process.CommandResult;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a new, empty cluster with its roles. No server ever listens meanwhile. */
final class InitdbWork implements Work {
    /** Those that the configuration file may not give (contract 4.2). */
    private static final Set<String> FORBIDDEN =
            Set.of(
                    "pgdata",
                    "D",
                    "nosync",
                    "no-sync",
                    "N",
                    "pwfile",
                    "pwprompt",
                    "W",
                    "sync-only",
                    "S",
                    "version",
                    "V",
                    "username",
                    "U");

    private final Server server;
    private final PostgresSettings settings;

    InitdbWork(Server server) {
        this.server = server;
        this.settings = server.settings();
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed {
        Limit limit = task.limit();
        server.requireStopped(limit);
        server.directory().wipe();
        initdb(limit);
        server.files().forPrimary(server.parametersOfPrimary(limit), Optional.empty());
        createRoles(limit);
    }

    private void initdb(Limit limit) throws IOException, CutException, OperationFailed {
        Account superuser = settings.accounts().superuser();
        List<String> options = Options.allowed(settings.initdbOptions(), FORBIDDEN);
        boolean password = !superuser.password().isEmpty();
        List<String> command = new ArrayList<>();
        command.add(settings.places().program("initdb"));
        command.add("--pgdata=" + settings.places().dataDirectory());
        command.add("--username=" + superuser.username());
        if (!Options.has(options, "auth") && !Options.has(options, "A")) {
            command.add("--auth-local=" + (password ? "scram-sha-256" : "trust"));
            command.add("--auth-host=" + (password ? "scram-sha-256" : "trust"));
        }
        command.addAll(options);
        Path passwordFile = settings.places().beside("initdb-password");
        try {
            if (password) {
                OwnedFiles.replacePrivate(passwordFile, superuser.password() + "\n");
                command.add("--pwfile=" + passwordFile);
            }
            CommandResult result = server.runner().run(command, limit);
            if (!result.isSuccess()) {
                throw new OperationFailed("initdb: " + result.lastError());
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private void createRoles(Limit limit) throws IOException, CutException, OperationFailed {
        String script = RoleScript.text(settings.accounts(), server.version(limit));
        if (script.isEmpty()) {
            return;
        }
        CommandResult result =
                server.runner().run(SingleUser.command(settings), Map.of(), script, limit);
        List<String> errors = result.errors().lines().filter(InitdbWork::isError).toList();
        if (!result.isSuccess() || !errors.isEmpty()) {
            throw new OperationFailed(
                    "creating the roles: "
                            + (errors.isEmpty() ? result.lastError() : errors.getFirst()));
        }
    }

    private static boolean isError(String line) {
        return line.contains("ERROR:") || line.contains("FATAL:") || line.contains("PANIC:");
    }
}
