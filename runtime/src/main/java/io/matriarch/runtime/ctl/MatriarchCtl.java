package io.matriarch.runtime.ctl;

import io.matriarch.runtime.Version;
import io.matriarch.runtime.config.ConfigException;
import io.matriarch.runtime.config.ConfigFile;
import io.matriarch.runtime.config.CtlConfig;
import io.matriarch.runtime.config.ZooKeeperConfig;
import io.matriarch.runtime.log.LogSetup;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line tool. */
@Command(
        name = "matriarchctl",
        mixinStandardHelpOptions = true,
        version = "matriarchctl " + Version.OWN,
        subcommands = {
            ListCommand.class,
            SwitchoverCommand.class,
            FailoverCommand.class,
            JournalCommand.class,
            ReplayJournalCommand.class
        })
public final class MatriarchCtl {
    private static final Pattern DCS_URL = Pattern.compile("(?:zookeeper://)?([^/]+)(/.*)?");

    private final Map<String, String> environment;
    private final Terminal terminal;
    private final PrintStream err;
    private final ClusterAccess.Opener opener;

    @Option(
            names = {"-c", "--config-file"},
            description = "Configuration file; the agent's own works")
    private Path configFile;

    @Option(
            names = {"-d", "--dcs-url", "--dcs"},
            description = "zookeeper://host[:port][/namespace]")
    private String dcsUrl;

    @Option(
            names = {"-k", "--insecure"},
            description = "Accepted; there is no TLS to check yet")
    private boolean insecure;

    MatriarchCtl(
            Map<String, String> environment,
            Terminal terminal,
            PrintStream err,
            ClusterAccess.Opener opener) {
        this.environment = environment;
        this.terminal = terminal;
        this.err = err;
        this.opener = opener;
    }

    /** Exit status: 0 done, 1 an error, 2 wrong usage. */
    public static void main(String[] arguments) {
        System.setProperty("chronicle.analytics.disable", "true");
        LogSetup.apply(Level.WARNING, Map.of());
        MatriarchCtl ctl =
                new MatriarchCtl(
                        System.getenv(),
                        new Terminal(System.in, System.out),
                        System.err,
                        ZooKeeperAccess::open);
        System.exit(ctl.run(arguments));
    }

    int run(String... arguments) {
        CommandLine line = new CommandLine(this);
        line.setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            if (e instanceof CtlException) {
                err.println("Error: " + e.getMessage());
                return 1;
            }
            throw e;
        });
        return arguments.length == 0 ? usage(line) : line.execute(arguments);
    }

    private int usage(CommandLine line) {
        line.usage(err);
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    Terminal terminal() {
        return terminal;
    }

    PrintStream err() {
        return err;
    }

    /** The configured cluster, if the configuration names one. */
    Optional<String> scope() {
        return config().scope();
    }

    /** Opens a cluster: the named one, else the configured one. */
    Session open(Optional<String> cluster) {
        CtlConfig config = config();
        String scope =
                cluster.or(config::scope)
                        .orElseThrow(
                                () -> new CtlException("No cluster name was given or configured"));
        try {
            return new Session(config, scope, terminal, opener.open(config, scope));
        } catch (IOException e) {
            throw Session.unreachable(e);
        }
    }

    private CtlConfig config() {
        Optional<CtlConfig> fromUrl = Optional.ofNullable(dcsUrl).map(MatriarchCtl::fromUrl);
        Path path = path();
        if (fromUrl.isPresent() && !Files.exists(path)) {
            return fromUrl.get();
        }
        try {
            CtlConfig config = new ConfigFile(path, environment).loadForCtl();
            return fromUrl.map(url ->
                            new CtlConfig(
                                    config.scope(),
                                    url.namespace(),
                                    url.zookeeper(),
                                    config.authentication()))
                    .orElse(config);
        } catch (ConfigException e) {
            throw new CtlException(e.getMessage());
        }
    }

    private Path path() {
        if (configFile != null) {
            return configFile;
        }
        String named = environment.get("PATRONICTL_CONFIG_FILE");
        return named != null
                ? Path.of(named)
                : Path.of(System.getProperty("user.home"), ".config/patroni/patronictl.yaml");
    }

    private static CtlConfig fromUrl(String url) {
        Matcher matcher = DCS_URL.matcher(url);
        if (!matcher.matches()) {
            throw new CtlException("not a DCS address: " + url);
        }
        String host = matcher.group(1);
        String address = host.contains(":") ? host : host + ":2181";
        String namespace = matcher.group(2) == null ? "/service" : matcher.group(2);
        ZooKeeperConfig zookeeper = new ZooKeeperConfig(List.of(address), "", Map.of(), Map.of());
        return new CtlConfig(Optional.empty(), namespace, zookeeper, Optional.empty());
    }
}
