package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.PostgresSettings;
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
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces the data directory's content by a copy of the source. */
final class BasebackupWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(BasebackupWork.class);

    /** Those that the configuration file may not give (contract 4.2). */
    private static final Set<String> FORBIDDEN =
            Set.of(
                    "pgdata",
                    "D",
                    "format",
                    "F",
                    "wal-method",
                    "X",
                    "xlog-method",
                    "gzip",
                    "z",
                    "version",
                    "V",
                    "dbname",
                    "d",
                    "host",
                    "h",
                    "port",
                    "p",
                    "username",
                    "U",
                    "password",
                    "W",
                    "write-recovery-conf",
                    "R");

    private final Server server;
    private final PostgresSettings settings;
    private final Upstream source;

    BasebackupWork(Server server, Upstream source) {
        this.server = server;
        this.settings = server.settings();
        this.source = source;
    }

    @Override
    public void run(Task task) throws IOException, CutException, OperationFailed, SourceLost {
        Limit limit = task.limit();
        server.requireStopped(limit);
        UpstreamAddress address = server.address(source);
        PasswordFile.write(settings, address);
        CommandResult result = copy(address, limit);
        if (!result.isSuccess()) {
            tryAgain(address, result, limit);
        }
        server.requireSameVersion(limit);
        server.writeStandby(new Feed.From(source), limit);
    }

    /** What we had is gone by now. */
    private void tryAgain(UpstreamAddress address, CommandResult failed, Limit limit)
            throws IOException, CutException, OperationFailed, SourceLost {
        LOG.warn(
                "pg_basebackup from {} failed, trying again: {}",
                source.member(),
                failed.lastError());
        try {
            CommandResult result = copy(address, limit);
            if (!result.isSuccess()) {
                new SourceCheck(server, source).forCopy(limit);
                throw new OperationFailed("pg_basebackup: " + result.lastError());
            }
        } catch (SourceLost e) {
            throw e.tooLate();
        }
    }

    /** What we have goes only once the source was seen to serve a copy. */
    private CommandResult copy(UpstreamAddress address, Limit limit)
            throws IOException, CutException, OperationFailed, SourceLost {
        new SourceCheck(server, source).forCopy(limit);
        server.directory().wipe();
        return server.runner().run(command(address), limit);
    }

    private List<String> command(UpstreamAddress address) {
        List<String> options = Options.allowed(settings.basebackupOptions(), FORBIDDEN);
        List<String> command = new ArrayList<>();
        command.add(settings.places().program("pg_basebackup"));
        command.add("--pgdata=" + settings.places().dataDirectory());
        command.add("--wal-method=stream");
        command.add("--no-password");
        command.add("--dbname=" + new UpstreamConninfo(settings).copying(address));
        if (!Options.has(options, "checkpoint") && !Options.has(options, "c")) {
            command.add("--checkpoint=fast");
        }
        command.addAll(options);
        return command;
    }
}
