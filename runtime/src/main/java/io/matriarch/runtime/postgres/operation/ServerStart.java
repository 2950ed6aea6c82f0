package io.matriarch.runtime.postgres.operation;

import io.matriarch.runtime.postgres.access.ClientGate;
import io.matriarch.runtime.postgres.config.ServerParameters;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.PidFile;
import io.matriarch.runtime.postgres.process.ProcFs;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the postmaster and waits until it serves. */
final class ServerStart {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration QUESTION = Duration.ofSeconds(2);

    private final Server server;
    private final Optional<ClosedDoor> door;

    /** Everybody may connect whom the operators let in. */
    ServerStart(Server server) {
        this(server, Optional.empty());
    }

    /**
     * @param door what keeps clients out, if anything does
     */
    ServerStart(Server server, Optional<ClosedDoor> door) {
        this.server = server;
        this.door = door;
    }

    /**
     * Starts it with the files as they are.
     *
     * @param standby the role that it must come up in
     */
    void run(Task task, ServerParameters parameters, boolean standby)
            throws IOException, CutException, OperationFailed, PermitOver {
        forgetReusedPid(task.limit());
        if (standby) {
            new ReservedTimelines(server.directory()).release();
        }
        ServerLog log = ServerLog.open(server.settings().places().serverLog());
        List<String> command = new ArrayList<>(server.postgres(parameters));
        if (door.isPresent()) {
            command.add(door.get().argument());
        } else {
            ClientGate.of(server.settings().places()).remove();
        }
        Started started = task.lastStep(() -> spawn(command, log, task.limit()));
        try (Limit.Registration _ = started.registration()) {
            ProcessIdentity.of(started.postmaster().pid()).ifPresent(server.processes()::remember);
            awaitService(task, started.postmaster(), log, standby);
        }
    }

    /** A postmaster and what kills it when it is fenced: no fence can fall between the two. */
    private record Started(Process postmaster, Limit.Registration registration) {}

    private Started spawn(List<String> command, ServerLog log, Limit limit) throws IOException {
        Process postmaster = server.runner().detach(command, log.file());
        return new Started(postmaster, limit.onCut(why -> react(why, postmaster)));
    }

    /**
     * A fence that comes before the new process is seen to work in the data directory must end it
     * all the same. A start that is merely cancelled goes on: what it led to is for a probe to say.
     */
    private static void react(CutException.Cause why, Process postmaster) {
        if (why == CutException.Cause.FENCED) {
            postmaster.destroyForcibly();
            Signals.sendToGroup(postmaster.pid(), Signals.KILL);
        }
    }

    private void awaitService(Task task, Process postmaster, ServerLog log, boolean standby)
            throws IOException, CutException, OperationFailed, PermitOver {
        try {
            while (!serves(task, postmaster, standby)) {
                if (!postmaster.isAlive()) {
                    throw new OperationFailed("PostgreSQL ended at its start: " + log.reason());
                }
                task.limit().pause(POLL);
            }
        } catch (CutException e) {
            if (e.why() != CutException.Cause.DEADLINE) {
                throw e;
            }
            throw new OperationFailed(
                    "PostgreSQL is still starting at the end of its time: " + log.reason());
        }
    }

    private boolean serves(Task task, Process postmaster, boolean standby)
            throws IOException, CutException, OperationFailed, PermitOver {
        Optional<PidFile> file =
                PidFile.read(server.directory().path())
                        .filter(one -> one.pid() == postmaster.pid())
                        .filter(PidFile::isUp);
        if (file.isEmpty()) {
            return false;
        }
        try (Connection connection = server.connections().local(QUESTION, QUESTION);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            row.next();
            if (row.getBoolean(1) == standby) {
                return true;
            }
        } catch (SQLException e) {
            if (!passes(e)
                    && !(door.isPresent() && door.get().letsInAfter(e, task, postmaster.pid()))) {
                throw new OperationFailed(
                        "PostgreSQL runs but does not let us in: " + e.getMessage());
            }
            return false;
        }
        throw new OperationFailed(
                standby ? "PostgreSQL came up writable" : "PostgreSQL came up in recovery");
    }

    /** Some refusals never end, and it does run: a wrong password, for one. */
    private static boolean passes(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        return !state.startsWith("28") && !state.startsWith("3D");
    }

    /**
     * PostgreSQL refuses to start while any process of its user has the pid of a crashed
     * predecessor; whether that one is a PostgreSQL of this directory was looked up before.
     */
    private void forgetReusedPid(Limit limit) throws IOException, CutException, OperationFailed {
        server.requireStopped(limit);
        Optional<PidFile> stale = PidFile.read(server.directory().path());
        if (stale.isPresent() && ProcFs.stat(stale.get().pid()).isPresent()) {
            Files.deleteIfExists(server.directory().file("postmaster.pid"));
        }
    }
}
