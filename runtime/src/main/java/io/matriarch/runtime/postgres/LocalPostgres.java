package io.matriarch.runtime.postgres;

import io.matriarch.action.PostgresAction;
import io.matriarch.driver.Clock;
import io.matriarch.driver.PostgresPort;
import io.matriarch.event.Event;
import io.matriarch.runtime.postgres.operation.Operations;
import io.matriarch.runtime.postgres.operation.Reloads;
import io.matriarch.runtime.postgres.operation.Server;
import io.matriarch.runtime.postgres.probe.Checkpoints;
import io.matriarch.runtime.postgres.probe.Connections;
import io.matriarch.runtime.postgres.probe.ControlFile;
import io.matriarch.runtime.postgres.probe.Prober;
import io.matriarch.runtime.postgres.probe.RemoteLooks;
import io.matriarch.runtime.postgres.probe.Remotes;
import io.matriarch.runtime.postgres.probe.UnreadableException;
import io.matriarch.runtime.postgres.probe.UpstreamText;
import io.matriarch.runtime.postgres.probe.WriteTrial;
import io.matriarch.runtime.postgres.process.CommandPrefix;
import io.matriarch.runtime.postgres.process.CommandRunner;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.KnownServers;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.PidFile;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.slot.SlotKeeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The PostgreSQL of this machine. It is never a part of this process: it lives on when the agent
 * ends, and is found again by its data directory.
 */
public final class LocalPostgres implements PostgresPort, AutoCloseable {
    private static final Duration CONTROL_FILE = Duration.ofSeconds(2);

    private final Path directory;
    private final ControlFile controlFile;
    private final Clock clock;
    private final PostgresProcesses processes;
    private final Operations operations;
    private final Reloads reloads;
    private final Prober prober;
    private final PostmasterWatch watch;
    private final ServerKill kill;
    private final Checkpoints checkpoints;
    private final SlotKeeper slots;
    private final RemoteLooks remoteLooks;
    private final WriteTrial writes;

    /**
     * @param parametersOfDcs {@code postgresql.parameters} of key {@code config}, whenever the
     *     server's files are written
     * @param sink takes the events, from several threads
     */
    public LocalPostgres(
            PostgresSettings settings,
            Supplier<SortedMap<String, String>> parametersOfDcs,
            Supplier<SortedMap<String, String>> archiveOfDcs,
            Clock clock,
            Consumer<Event> sink) {
        this(settings, parametersOfDcs, archiveOfDcs, clock, sink, CommandPrefix.NONE);
    }

    /**
     * @param prefix what makes a program of PostgreSQL run as its user
     */
    public LocalPostgres(
            PostgresSettings settings,
            Supplier<SortedMap<String, String>> parametersOfDcs,
            Supplier<SortedMap<String, String>> archiveOfDcs,
            Clock clock,
            Consumer<Event> sink,
            CommandPrefix prefix) {
        this.directory = settings.places().dataDirectory();
        this.controlFile = new ControlFile(settings.places(), CommandRunner.reading(prefix));
        this.clock = clock;
        UpstreamText upstreamText = new UpstreamText();
        this.processes =
                new PostgresProcesses(
                        settings.places().dataDirectory(),
                        KnownServers.in(settings.places().beside("postmasters")));
        Server server =
                new Server(
                        settings,
                        processes,
                        parametersOfDcs,
                        archiveOfDcs,
                        upstreamText,
                        clock,
                        prefix);
        this.operations = new Operations(server, clock, sink);
        this.reloads = new Reloads(server, clock, sink);
        this.prober = new Prober(settings, processes, upstreamText, clock, sink, prefix);
        this.watch = new PostmasterWatch(directory, processes, clock, sink);
        this.checkpoints = new Checkpoints(new Connections(settings), clock, sink);
        this.slots = new SlotKeeper(new Connections(settings), clock, sink);
        this.remoteLooks = new RemoteLooks(new Remotes(new Connections(settings)), clock, sink);
        this.writes = new WriteTrial(new Connections(settings), clock, sink);
        this.kill = new ServerKill(settings, operations, processes);
    }

    @Override
    public void order(PostgresAction order) {
        switch (order) {
            case PostgresAction.Checkpoint wanted -> checkpoints.order(wanted.request());
            case PostgresAction.TryWrite wanted -> writes.order(wanted.request());
            case PostgresAction.Probe probe -> prober.order(probe);
            case PostgresAction.SetSyncNames set -> reloads.order(set);
            case PostgresAction.KeepSlots keep -> slots.order(keep);
            case PostgresAction.AdmitClients admit -> reloads.order(admit);
            case PostgresAction.LookAtRemote look -> remoteLooks.order(look);
            case PostgresAction.Begin begin -> operations.begin(begin);
            case PostgresAction.Hasten stop -> operations.hasten(stop.id());
            case PostgresAction.Cancel cancel -> operations.cancel(cancel.id());
        }
    }

    /**
     * False while an operation runs that may start a process, too: the process that it is about to
     * start cannot be seen yet.
     */
    @Override
    public boolean isGone() {
        try {
            return !operations.maySpawn() && (processes.all().isEmpty() || hasShutDown());
        } catch (IOException _) {
            return false;
        }
    }

    /** What still lives only sends and archives the log: no client is, nor will be, connected. */
    private boolean hasShutDown() throws IOException {
        Optional<ProcessIdentity> postmaster = processes.postmaster();
        boolean told =
                PidFile.read(directory)
                        .filter(PidFile::isStopping)
                        .filter(file ->
                                postmaster.map(one -> one.pid() == file.pid()).orElse(false))
                        .isPresent();
        if (!told || !processes.strays().isEmpty()) {
            return false;
        }
        try {
            return controlFile.text(Limit.of(clock, CONTROL_FILE)).isShutDownPrimary();
        } catch (CutException | UnreadableException _) {
            return false;
        }
    }

    /** Who lives in the data directory, or did before it was moved away. */
    public PostgresProcesses processes() {
        return processes;
    }

    /** The end of every process of PostgreSQL, for the fence. */
    public ServerKill kill() {
        return kill;
    }

    /** Ends our own threads and tools. PostgreSQL runs on. */
    @Override
    public void close() {
        watch.close();
        prober.close();
        checkpoints.close();
        slots.close();
        remoteLooks.close();
        writes.close();
        reloads.close();
        operations.close();
    }
}
