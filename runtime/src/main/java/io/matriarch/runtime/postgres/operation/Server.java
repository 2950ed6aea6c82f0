package io.matriarch.runtime.postgres.operation;

import io.matriarch.driver.Clock;
import io.matriarch.runtime.postgres.PostgresSettings;
import io.matriarch.runtime.postgres.ServerVersion;
import io.matriarch.runtime.postgres.config.Conninfo;
import io.matriarch.runtime.postgres.config.DataDirectory;
import io.matriarch.runtime.postgres.config.PasswordFile;
import io.matriarch.runtime.postgres.config.RemoteFeed;
import io.matriarch.runtime.postgres.config.ServerFiles;
import io.matriarch.runtime.postgres.config.ServerParameters;
import io.matriarch.runtime.postgres.config.SyncNamesFile;
import io.matriarch.runtime.postgres.config.UpstreamAddress;
import io.matriarch.runtime.postgres.config.UpstreamConninfo;
import io.matriarch.runtime.postgres.probe.Connections;
import io.matriarch.runtime.postgres.probe.ControlFile;
import io.matriarch.runtime.postgres.probe.Remotes;
import io.matriarch.runtime.postgres.probe.UnreadableException;
import io.matriarch.runtime.postgres.probe.UpstreamText;
import io.matriarch.runtime.postgres.process.ChildRecord;
import io.matriarch.runtime.postgres.process.CommandPrefix;
import io.matriarch.runtime.postgres.process.CommandResult;
import io.matriarch.runtime.postgres.process.CommandRunner;
import io.matriarch.runtime.postgres.process.CutException;
import io.matriarch.runtime.postgres.process.Limit;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.state.Feed;
import io.matriarch.state.StandbyCluster;
import io.matriarch.state.SyncNames;
import io.matriarch.state.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our server, as all work on it needs it: where it is, who lives in it, how to configure it. */
public final class Server {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    private final PostgresSettings settings;
    private final PostgresProcesses processes;
    private final Supplier<SortedMap<String, String>> parametersOfDcs;
    private final Supplier<SortedMap<String, String>> archiveOfDcs;
    private final UpstreamText upstreamText;
    private final CommandRunner runner;
    private final ChildRecord children;
    private final Clock clock;
    private Optional<ServerVersion> version = Optional.empty();

    public Server(
            PostgresSettings settings,
            PostgresProcesses processes,
            Supplier<SortedMap<String, String>> parametersOfDcs,
            Supplier<SortedMap<String, String>> archiveOfDcs,
            UpstreamText upstreamText,
            Clock clock,
            CommandPrefix prefix) {
        this.settings = settings;
        this.processes = processes;
        this.parametersOfDcs = parametersOfDcs;
        this.archiveOfDcs = archiveOfDcs;
        this.upstreamText = upstreamText;
        this.clock = clock;
        this.children = new ChildRecord(settings.places().beside("child"));
        this.runner = CommandRunner.writing(prefix, children);
    }

    PostgresSettings settings() {
        return settings;
    }

    CommandRunner runner() {
        return runner;
    }

    Clock clock() {
        return clock;
    }

    DataDirectory directory() {
        return new DataDirectory(settings.places().dataDirectory());
    }

    PostgresProcesses processes() {
        return processes;
    }

    ServerFiles files() {
        return new ServerFiles(settings);
    }

    SyncNamesFile syncNamesFile() {
        return new SyncNamesFile(settings.places().dataDirectory());
    }

    Connections connections() {
        return new Connections(settings);
    }

    Remotes remotes() {
        return new Remotes(connections());
    }

    ControlFile controlFile() {
        return new ControlFile(settings.places(), runner);
    }

    /** The server's program, where its files are, and what the command line fixes. */
    List<String> postgres(ServerParameters parameters) {
        List<String> command = new ArrayList<>();
        command.add(settings.places().program("postgres"));
        command.add("-D");
        command.add(settings.places().dataDirectory().toString());
        command.add("--config-file=" + files().configFile());
        command.addAll(parameters.arguments());
        return command;
    }

    /** Ends a tool that an agent before us left at work in the data directory. */
    boolean endOrphan(Limit limit) throws IOException, CutException {
        return children.endOrphan(limit);
    }

    /** The version of the programs; asked once. */
    ServerVersion version(Limit limit) throws IOException, CutException, OperationFailed {
        if (version.isEmpty()) {
            CommandResult result =
                    runner.run(List.of(settings.places().program("postgres"), "--version"), limit);
            Matcher matcher = VERSION.matcher(result.output());
            if (!matcher.find()) {
                throw new OperationFailed("postgres --version: " + result.lastError());
            }
            version = Optional.of(new ServerVersion(Integer.parseInt(matcher.group(1))));
        }
        return version.get();
    }

    /**
     * Passes when no process of the data directory is left. Those that are killed and wait for the
     * disk are waited for: what they had asked the kernel for may still be written.
     */
    void requireStopped(Limit limit) throws IOException, CutException, OperationFailed {
        int living = processes.all().size();
        if (living > 0) {
            throw new OperationFailed("PostgreSQL runs: " + living + " of its processes live");
        }
        int dying = processes.dying();
        try {
            while (dying > 0) {
                limit.pause(POLL);
                dying = processes.dying();
            }
        } catch (CutException e) {
            if (e.why() != CutException.Cause.DEADLINE) {
                throw e;
            }
            throw new OperationFailed(
                    dying + " processes of PostgreSQL are killed and cannot end: the disk stalls");
        }
    }

    /** Passes when the data directory was made by the version of our programs. */
    void requireSameVersion(Limit limit) throws IOException, CutException, OperationFailed {
        Optional<ServerVersion> made = directory().version();
        if (made.isEmpty()) {
            throw new OperationFailed("the data directory holds no PG_VERSION");
        }
        if (!made.get().equals(version(limit))) {
            throw new OperationFailed(
                    "the data directory is of version %s, the programs of version %s"
                            .formatted(made.get(), version(limit)));
        }
    }

    /** The parameters of a primary: no need to match anybody else's. */
    ServerParameters parametersOfPrimary(Limit limit)
            throws IOException, CutException, OperationFailed {
        return parameters(limit, Map.of());
    }

    /** Writes the files so that a start comes up writable. */
    void writePrimary(ServerParameters parameters, Optional<SyncNames> names) throws IOException {
        files().forPrimary(parameters, names);
        upstreamText.remember(Optional.empty());
    }

    /** Writes the files so that a start comes up as a standby. */
    ServerParameters writeStandby(Feed feed, Limit limit)
            throws IOException, CutException, OperationFailed {
        ServerParameters parameters = parameters(limit, controlLines(limit));
        boolean feedback = feed instanceof Feed.From from && from.feedback();
        files().forStandby(
                        version(limit),
                        parameters,
                        address(feed),
                        slot(feed),
                        feedback,
                        recovery(feed));
        if (feed instanceof Feed.FromRemote(StandbyCluster remote)) {
            PasswordFile.write(settings, remote(remote).servers());
        }
        if (!(feed instanceof Feed.AsBefore)) {
            upstreamText.remember(feed.source().map(Upstream::connUrl));
        }
        return parameters;
    }

    /** Whether a standby here restores log from an archive, by our own file or everybody's. */
    boolean restoresLog() {
        String command = "restore_command";
        return settings.recoveryConf().containsKey(command)
                || archiveOfDcs.get().containsKey(command);
    }

    /** What a standby cluster adds: where its leader streams from, and what all restore from. */
    private SortedMap<String, String> recovery(Feed feed) throws OperationFailed {
        SortedMap<String, String> archive = archiveOfDcs.get();
        if (!(feed instanceof Feed.FromRemote(StandbyCluster server))) {
            return RemoteFeed.ofAll(archive);
        }
        SortedMap<String, String> all = new TreeMap<>(archive);
        all.putAll(remote(server).recovery(settings));
        return all;
    }

    private static RemoteFeed remote(StandbyCluster server) throws OperationFailed {
        try {
            return RemoteFeed.of(server);
        } catch (IllegalArgumentException e) {
            throw new OperationFailed("section standby_cluster: " + e.getMessage());
        }
    }

    /** {@code primary_conninfo} of the feed; empty for nobody. */
    String conninfo(Feed feed) throws IOException, OperationFailed {
        return feed instanceof Feed.FromRemote(StandbyCluster server)
                ? remote(server).recovery(settings).getOrDefault("primary_conninfo", "")
                : address(feed)
                        .map(new UpstreamConninfo(settings)::streaming)
                        .map(Conninfo::toString)
                        .orElse("");
    }

    /** Which member the feed comes from; empty when from none. */
    Optional<UpstreamAddress> address(Feed feed) throws IOException, OperationFailed {
        return switch (feed) {
            case Feed.From from -> Optional.of(address(from.upstream()));
            case Feed.Nobody _, Feed.FromRemote _ -> Optional.empty();
            case Feed.AsBefore _ -> files().lastUpstream();
        };
    }

    /** Through which slot of it; empty for none. */
    Optional<String> slot(Feed feed) throws IOException {
        return switch (feed) {
            case Feed.From from -> from.slot();
            case Feed.FromRemote(StandbyCluster server) ->
                    Optional.of(server.slot()).filter(name -> !name.isEmpty());
            case Feed.Nobody _ -> Optional.empty();
            case Feed.AsBefore _ -> files().lastSlot();
        };
    }

    UpstreamAddress address(Upstream upstream) throws OperationFailed {
        try {
            List<UpstreamAddress> servers = UpstreamAddress.parseAll(upstream.connUrl());
            return servers.size() == 1 ? servers.getFirst() : remotes().primary(servers);
        } catch (IllegalArgumentException _) {
            throw new OperationFailed(
                    "the conn_url '%s' of %s is no connection URL"
                            .formatted(upstream.connUrl(), upstream.member()));
        }
    }

    private ServerParameters parameters(Limit limit, Map<String, String> control)
            throws IOException, CutException, OperationFailed {
        return ServerParameters.of(settings, version(limit), parametersOfDcs.get(), control);
    }

    private Map<String, String> controlLines(Limit limit)
            throws IOException, CutException, OperationFailed {
        try {
            return controlFile().text(limit).lines();
        } catch (UnreadableException e) {
            throw new OperationFailed(e.getMessage());
        }
    }
}
