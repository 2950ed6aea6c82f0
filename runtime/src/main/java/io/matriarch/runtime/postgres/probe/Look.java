package io.matriarch.runtime.postgres.probe;

import io.matriarch.runtime.postgres.ServerVersion;
import io.matriarch.runtime.postgres.config.DataDirectory;
import io.matriarch.runtime.postgres.config.RaisedParameters;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.PidFile;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.state.ControlData;
import io.matriarch.state.Postgres;
import io.matriarch.state.Slots;
import io.matriarch.value.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** One look at PostgreSQL: processes first, then the server or the files. */
final class Look {
    private final DataDirectory directory;
    private final PostgresProcesses processes;
    private final ControlFile controlFile;
    private final Heartbeat heartbeat;
    private final UpstreamText upstreamText;
    private volatile boolean asking;
    private Optional<Seen> last = Optional.empty();
    private Optional<Slots.Found> slots = Optional.empty();

    /** What a server was when it last let us in. */
    private record Seen(ProcessIdentity postmaster, Postgres.Primary primary) {}

    Look(
            DataDirectory directory,
            PostgresProcesses processes,
            ControlFile controlFile,
            Heartbeat heartbeat,
            UpstreamText upstreamText) {
        this.directory = directory;
        this.processes = processes;
        this.controlFile = controlFile;
        this.heartbeat = heartbeat;
        this.upstreamText = upstreamText;
    }

    /** What a look that ran out of time has found. */
    Postgres outOfTime() {
        return asking
                ? new Postgres.Hanging("a postmaster lives and gave no answer in time")
                : new Postgres.Unknown("looking at the data directory takes too long");
    }

    /** What the last look found of slots, where a server answered. */
    Optional<Slots.Found> slots() {
        return slots;
    }

    Postgres now(Limit limit, boolean standbys) {
        asking = false;
        slots = Optional.empty();
        try {
            int strays = processes.strays().size();
            if (strays > 0) {
                return new Postgres.Hanging(
                        "its data directory was moved away or unmounted, and %d of its processes live"
                                .formatted(strays));
            }
            Optional<ProcessIdentity> postmaster = processes.postmaster();
            if (postmaster.isEmpty()) {
                return withoutPostmaster(limit);
            }
            Optional<Postgres> ending = ending(postmaster.get(), limit);
            if (ending.isPresent()) {
                return ending.get();
            }
            Postgres found = ask(standbys, limit, postmaster.get());
            // It may have died while it was asked.
            return found instanceof Postgres.Hanging && !postmaster.get().isAlive()
                    ? withoutPostmaster(limit)
                    : found;
        } catch (IOException e) {
            return new Postgres.Unknown("cannot look: " + e.getMessage());
        } catch (CutException _) {
            return outOfTime();
        } finally {
            asking = false;
        }
    }

    private Postgres withoutPostmaster(Limit limit) throws IOException, CutException {
        List<ProcessIdentity> living = processes.all();
        if (living.isEmpty()) {
            heartbeat.drop();
            return stopped(limit);
        }
        return PostgresProcesses.hasMain(living) || processes.postmaster().isPresent()
                ? new Postgres.Starting(directory.isMarkedStandby())
                : new Postgres.Hanging(
                        "no postmaster, but " + living.size() + " of its processes live");
    }

    /**
     * The control file says "shut down" only after the last client is gone; the pid file tells that
     * from a server that begins to start (PostgreSQL: xlog.c, ShutdownXLOG; pidfile.h).
     */
    private Optional<Postgres> ending(ProcessIdentity postmaster, Limit limit)
            throws IOException, CutException {
        boolean told =
                PidFile.read(directory.path())
                        .filter(file -> file.isStopping() && file.pid() == postmaster.pid())
                        .isPresent();
        if (!told) {
            return Optional.empty();
        }
        try {
            return Optional.of(controlFile.data(limit))
                    .filter(data -> data.phase() == ControlData.Phase.PRIMARY_STOPPED)
                    .map(Postgres.Ending::new);
        } catch (UnreadableException _) {
            return Optional.empty();
        }
    }

    private Postgres stopped(Limit limit) throws IOException, CutException {
        try {
            if (directory.isAbsentOrEmpty()) {
                return new Postgres.NoData();
            }
            if (directory.version().isEmpty()) {
                return new Postgres.Unreadable("there is no PG_VERSION in the data directory");
            }
        } catch (IOException e) {
            return new Postgres.Unreadable("the data directory cannot be read: " + e.getMessage());
        }
        try {
            return new Postgres.Stopped(controlFile.data(limit));
        } catch (UnreadableException e) {
            return new Postgres.Unreadable(e.getMessage());
        }
    }

    private Postgres ask(boolean standbys, Limit limit, ProcessIdentity postmaster)
            throws IOException, CutException {
        asking = true;
        boolean written = directory.version().map(ServerVersion::receiverTellsWritten).orElse(true);
        try {
            ServerAnswer answer = heartbeat.ask(written, standbys);
            if (!processes.isOurs(answer.backend())) {
                heartbeat.drop();
                return new Postgres.Hanging("another PostgreSQL answers at its address");
            }
            slots = Optional.of(answer.slots());
            if (answer.standby()) {
                Postgres.Standby standby = standby(answer);
                return hasHalted(answer, limit) ? standby.halted() : standby;
            }
            Postgres.Primary primary = primary(answer);
            last = Optional.of(new Seen(postmaster, primary));
            return primary;
        } catch (SQLException e) {
            if (ConnectFault.of(e) == ConnectFault.TURNED_AWAY) {
                return turnedAway(e.getMessage(), limit, postmaster);
            }
            return notAnswering(e);
        }
    }

    /**
     * It serves its clients all the same: what it is the control file tells, which says "in
     * production" before the first write and until the last (PostgreSQL: xlog.c).
     */
    private Postgres turnedAway(String why, Limit limit, ProcessIdentity postmaster)
            throws IOException, CutException {
        try {
            ControlData control = controlFile.data(limit);
            return control.phase() == ControlData.Phase.PRIMARY_CRASHED
                    ? last.filter(one -> one.postmaster().equals(postmaster))
                            .map(Seen::primary)
                            .orElseGet(() -> byControlFile(control))
                            .turningAway(why)
                    : new Postgres.Hanging("it does not let us in: " + why);
        } catch (UnreadableException e) {
            return new Postgres.Hanging(
                    "it does not let us in: " + why + "; and " + e.getMessage());
        }
    }

    private Postgres.Primary byControlFile(ControlData control) {
        return new Postgres.Primary(
                control.systemId(),
                control.timeline(),
                control.checkpoint(),
                true,
                HistoryFile.read(directory.path(), control.timeline()));
    }

    private Postgres notAnswering(SQLException e) {
        boolean up = PidFile.read(directory.path()).filter(PidFile::isUp).isPresent();
        return switch (ConnectFault.of(e)) {
            case NOT_NOW -> new Postgres.Starting(directory.isMarkedStandby());
            case REFUSED ->
                    up
                            ? new Postgres.Hanging("it refuses connections: " + e.getMessage())
                            : new Postgres.Starting(directory.isMarkedStandby());
            case TIMEOUT -> new Postgres.Hanging("it does not answer in time");
            case TURNED_AWAY, OTHER ->
                    new Postgres.Hanging("it does not serve us: " + e.getMessage());
        };
    }

    private Postgres.Primary primary(ServerAnswer answer) {
        Timeline timeline = answer.current().orElse(Timeline.FIRST);
        return new Postgres.Primary(
                answer.systemId(),
                timeline,
                answer.written(),
                answer.recorded().equals(Optional.of(timeline)),
                HistoryFile.read(directory.path(), timeline),
                answer.replication(),
                answer.facts());
    }

    /** A replay that somebody has paused by hand is theirs to resume. */
    private boolean hasHalted(ServerAnswer answer, Limit limit) throws IOException, CutException {
        Optional<ServerVersion> version = directory.version();
        if (answer.held().isEmpty() || version.isEmpty()) {
            return false;
        }
        try {
            return RaisedParameters.any(
                    version.get(), answer.held(), controlFile.text(limit).lines());
        } catch (UnreadableException _) {
            return false;
        }
    }

    private Postgres.Standby standby(ServerAnswer answer) {
        Optional<Timeline> timeline =
                answer.receiving()
                        .or(() -> heartbeat.replaying(answer.replayed()))
                        .or(answer::recorded);
        return new Postgres.Standby(
                answer.systemId(),
                timeline,
                answer.received(),
                answer.replayed(),
                upstreamText.of(conninfo(answer)),
                answer.receiver().equals("streaming"),
                answer.facts(),
                timeline.map(own -> HistoryFile.read(directory.path(), own)).orElse(List.of()));
    }

    private String conninfo(ServerAnswer answer) {
        if (directory.version().map(ServerVersion::hasStandbySignal).orElse(true)) {
            return answer.conninfo();
        }
        try {
            return RecoveryConf.primaryConninfo(
                    Files.readAllLines(directory.file("recovery.conf")));
        } catch (NoSuchFileException _) {
            return "";
        } catch (IOException _) {
            return "";
        }
    }
}
