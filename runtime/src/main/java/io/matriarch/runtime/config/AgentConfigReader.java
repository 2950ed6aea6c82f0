package io.matriarch.runtime.config;

import io.matriarch.state.Tags;
import io.matriarch.value.MemberName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;

/** Reads the whole file: the top-level keys and the small sections. */
final class AgentConfigReader {
    private static final List<String> OTHER_DCS =
            List.of("etcd", "etcd3", "consul", "exhibitor", "kubernetes", "raft");
    private static final List<String> CLUSTER_KEYS =
            List.of(
                    "ttl",
                    "loop_wait",
                    "retry_timeout",
                    "maximum_lag_on_failover",
                    "synchronous_mode",
                    "standby_cluster",
                    "primary_start_timeout",
                    "master_start_timeout");
    private static final HostPort REST_DEFAULT = new HostPort("", 8008);

    private final Section root;
    private final Problems problems;

    AgentConfigReader(Tree.Mapping tree, Problems problems) {
        this.root = Section.root(tree, problems);
        this.problems = problems;
    }

    AgentConfig read() throws ConfigException {
        String name = name();
        String scope = root.required("scope", "Write the cluster's name, the same on each member.");
        RestConfig rest = rest();
        ZooKeeperConfig zookeeper = zookeeper();
        PostgresConfig postgres = new PostgresReader(root.section("postgresql")).read();
        BootstrapConfig bootstrap = new BootstrapReader(root.section("bootstrap")).read();
        Section own = root.section("matriarch");
        Path stateDir =
                own.text("state_dir")
                        .map(Path::of)
                        .orElse(Path.of(postgres.dataDir() + ".matriarch"))
                        .toAbsolutePath();
        Duration reportDelay = own.duration("report_delay").orElse(Duration.ofSeconds(2));
        boolean sayMaster = own.flag("callbacks_say_master").orElse(false);
        boolean handoff = own.flag("handoff").orElse(true);
        own.end();
        LogConfig log = log();
        Tags tags = TagsReader.read(root.section("tags"));
        WatchdogConfig watchdog = new WatchdogReader(root.section("watchdog")).read();
        boolean guarded = isGuarded(root.section("guard"));
        String namespace = namespace();
        checkTheRest();
        return new AgentConfig(
                new MemberName(name),
                scope,
                namespace,
                rest,
                zookeeper,
                postgres,
                bootstrap,
                log,
                tags,
                watchdog,
                guarded,
                stateDir,
                reportDelay,
                sayMaster,
                handoff);
    }

    /** The part that the command line tool needs; the rest is not even looked at. */
    CtlConfig readForCtl() throws ConfigException {
        Optional<Credentials> ctl = credentials(root.section("ctl"));
        Optional<Credentials> rest = credentials(root.section("restapi"));
        CtlConfig config =
                new CtlConfig(root.text("scope"), namespace(), zookeeper(), ctl.or(() -> rest));
        problems.throwIfAny();
        return config;
    }

    private String name() {
        if (!root.has("name")) {
            Optional<String> older = root.section("postgresql").text("name");
            if (older.isPresent()) {
                return checkedName(older.get());
            }
        }
        return checkedName(root.required("name", "Write a name that no other member has."));
    }

    private String checkedName(String name) {
        if (name.indexOf('/') >= 0) {
            root.error("name", Section.quoted(name), "A name has no slash.");
        }
        return name;
    }

    private static boolean isGuarded(Section guard) {
        String word = guard.text("mode").orElse("on").strip().toLowerCase(Locale.ROOT);
        guard.end();
        return switch (word) {
            case "on", "true", "yes" -> true;
            case "off", "false", "no" -> false;
            default -> {
                guard.error("mode", Section.quoted(word), "Write on or off.");
                yield true;
            }
        };
    }

    private String namespace() {
        String text = root.text("namespace").orElse("/service");
        List<String> parts = new ArrayList<>(List.of(text.split("/")));
        parts.removeIf(String::isBlank);
        return "/" + String.join("/", parts);
    }

    private ZooKeeperConfig zookeeper() {
        for (String other : OTHER_DCS) {
            if (root.has(other) && !root.has("zookeeper")) {
                root.error(
                        other,
                        "is not supported: the cluster's state lives in ZooKeeper.",
                        "Write a section zookeeper with hosts.");
                return new ZooKeeperConfig(List.of(), "", new TreeMap<>(), new TreeMap<>());
            }
        }
        return new ZooKeeperReader(root.section("zookeeper")).read();
    }

    private RestConfig rest() {
        Section rest = root.section("restapi");
        HostPort listen = rest.address("listen").orElse(REST_DEFAULT);
        HostPort connect = rest.address("connect_address").orElse(listen);
        if (!rest.has("connect_address") && !listen.isConcrete()) {
            rest.required(
                    "connect_address", "Write where others reach this agent, like 10.0.0.1:8008.");
        }
        if (rest.has("certfile")) {
            rest.error("certfile", "TLS is not supported in this version.", "Remove it.");
        }
        RestConfig config =
                new RestConfig(listen, connect, credentials(rest), rest.texts("allowlist"));
        rest.idle(
                        "keyfile",
                        "keyfile_password",
                        "cafile",
                        "ciphers",
                        "verify_client",
                        "allowlist_include_members",
                        "http_extra_headers",
                        "https_extra_headers",
                        "request_queue_size",
                        "thread_pool_size",
                        "server_tokens")
                .end();
        return config;
    }

    private static Optional<Credentials> credentials(Section section) {
        Section inner = section.section("authentication");
        Optional<String> user = inner.text("username");
        Optional<String> password = inner.text("password");
        inner.end();
        return user.map(name -> new Credentials(name, password.orElse("")));
    }

    private LogConfig log() {
        Section log = root.section("log");
        Level level = level(log, "level").orElse(Level.INFO);
        Section loggers = log.section("loggers");
        SortedMap<String, Level> levels = new TreeMap<>();
        for (String name : loggers.fields().keySet()) {
            level(loggers, name).ifPresent(one -> levels.put(name, one));
        }
        log.idle(
                        "type",
                        "traceback_level",
                        "format",
                        "dateformat",
                        "static_fields",
                        "max_queue_size",
                        "dir",
                        "mode",
                        "file_num",
                        "file_size",
                        "deduplicate_heartbeat_logs")
                .end();
        return new LogConfig(level, levels);
    }

    private static Optional<Level> level(Section section, String key) {
        return section.text(key)
                .map(word ->
                        switch (word.toUpperCase(Locale.ROOT)) {
                            case "DEBUG", "TRACE", "NOTSET" -> Level.FINE;
                            case "INFO" -> Level.INFO;
                            case "WARNING", "WARN" -> Level.WARNING;
                            case "ERROR", "CRITICAL", "FATAL" -> Level.SEVERE;
                            default -> {
                                section.error(
                                        key,
                                        Section.quoted(word),
                                        "Write DEBUG, INFO, WARNING, ERROR or CRITICAL.");
                                yield Level.INFO;
                            }
                        });
    }

    /** Ends the reading: what has no effect is warned of, and all errors are thrown. */
    private void checkTheRest() throws ConfigException {
        credentials(root.section("ctl"));
        misplaced();
        root.idle("thread_pool_size", "thread_stack_size").end();
        problems.throwIfAny();
    }

    private void misplaced() {
        for (String key : CLUSTER_KEYS) {
            if (root.has(key)) {
                problems.warn(
                        root.origin(key),
                        key,
                        "has no effect here: it belongs to the whole cluster"
                                + " (bootstrap.dcs before the first start, key config later)");
            }
        }
    }
}
