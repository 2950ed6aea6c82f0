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
import io.matriarch.runtime.postgres.probe.Prober;
import io.matriarch.runtime.postgres.probe.RemoteLooks;
import io.matriarch.runtime.postgres.probe.Remotes;
import io.matriarch.runtime.postgres.probe.UpstreamText;
import io.matriarch.runtime.postgres.process.CommandPrefix;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import java.io.IOException;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The PostgreSQL of this machine. It is never a part of this process: it lives on when the agent
 * ends, and is found again by its data directory.
 */
public final class LocalPostgres implements PostgresPort, AutoCloseable {
    private final PostgresProcesses processes;
    private final Operations operations;
    private final Reloads reloads;
    private final Prober prober;
    private final PostmasterWatch watch;
    private final ServerKill kill;
    private final Checkpoints checkpoints;
    private final RemoteLooks remoteLooks;

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
        UpstreamText upstreamText = new UpstreamText();
        this.processes = new PostgresProcesses(settings.places().dataDirectory());
        Server server =
                new Server(settings, parametersOfDcs, archiveOfDcs, upstreamText, clock, prefix);
        this.operations = new Operations(server, clock, sink);
        this.reloads = new Reloads(server, clock, sink);
        this.prober = new Prober(settings, upstreamText, clock, sink, prefix);
        this.watch = new PostmasterWatch(settings.places().dataDirectory(), clock, sink);
        this.checkpoints = new Checkpoints(new Connections(settings), clock, sink);
        this.remoteLooks = new RemoteLooks(new Remotes(new Connections(settings)), clock, sink);
        this.kill = new ServerKill(settings, operations, processes);
    }

    @Override
    public void order(PostgresAction order) {
        switch (order) {
            case PostgresAction.Checkpoint wanted -> checkpoints.order(wanted.request());
            case PostgresAction.Probe probe -> prober.order(probe);
            case PostgresAction.SetSyncNames set -> reloads.order(set);
            case PostgresAction.AdmitClients admit -> reloads.refuse(admit);
            case PostgresAction.LookAtRemote look -> remoteLooks.order(look);
            case PostgresAction.Begin begin -> operations.begin(begin);
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
            return !operations.maySpawn() && processes.all().isEmpty();
        } catch (IOException _) {
            return false;
        }
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
        remoteLooks.close();
        reloads.close();
        operations.close();
    }
}
