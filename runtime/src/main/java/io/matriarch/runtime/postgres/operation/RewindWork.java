package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.ServerVersion;
import io.matriarch.runtime.postgres.config.PasswordFile;
import io.matriarch.runtime.postgres.config.UpstreamAddress;
import io.matriarch.runtime.postgres.config.UpstreamConninfo;
import io.matriarch.runtime.postgres.process.CommandResult;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.state.Feed;
import io.matriarch.state.Upstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Undoes what the source's history does not have (contract 2.14). */
final class RewindWork implements Work {
    /** Those that the configuration file may not give (contract 2.14). */
    private static final Set<String> FORBIDDEN =
            Set.of(
                    "target-pgdata",
                    "D",
                    "source-pgdata",
                    "source-server",
                    "write-recovery-conf",
                    "R",
                    "dry-run",
                    "n",
                    "restore-target-wal",
                    "c",
                    "config-file",
                    "no-ensure-shutdown",
                    "version",
                    "V",
                    "help");

    private static final Map<String, String> PATIENT =
            Map.of("PGOPTIONS", "-c statement_timeout=0");

    private final Server server;
    private final PostgresSettings settings;
    private final Upstream source;

    RewindWork(Server server, Upstream source) {
        this.server = server;
        this.settings = server.settings();
        this.source = source;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed, SourceLost {
        Limit limit = task.limit();
        server.requireStopped(limit);
        server.requireSameVersion(limit);
        UpstreamAddress address = server.address(source);
        new SourceCheck(server, source).forRewind(limit);
        // pg_rewind reads restore_command there, and needs a configuration that the server accepts.
        server.writeStandby(new Feed.From(source), limit);
        PasswordFile.write(settings, address);
        CommandResult result =
                server.runner().run(command(address, server.version(limit)), PATIENT, "", limit);
        if (!result.isSuccess()) {
            throw failure(result.lastError(), limit);
        }
        // The source's own files came along.
        server.writeStandby(new Feed.From(source), limit);
    }

    private List<String> command(UpstreamAddress address, ServerVersion version) {
        List<String> command = new ArrayList<>();
        command.add(settings.places().program("pg_rewind"));
        command.add("--target-pgdata=" + settings.places().dataDirectory());
        command.add("--source-server=" + new UpstreamConninfo(settings).rewinding(address));
        if (version.rewindRecoversTarget() && server.restoresLog()) {
            command.add("--restore-target-wal");
        }
        command.addAll(Options.allowed(settings.rewindOptions(), FORBIDDEN));
        return command;
    }

    /** A source that does not serve any more says nothing about our data. */
    private OperationFailed failure(String words, Limit limit)
            throws CutException, OperationFailed, SourceLost {
        try {
            new SourceCheck(server, source).forRewind(limit);
        } catch (SourceLost e) {
            throw e.tooLate();
        }
        return new OperationFailed("pg_rewind: " + words);
    }
}
