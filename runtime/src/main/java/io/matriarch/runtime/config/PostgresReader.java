package io.matriarch.runtime.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads section {@code postgresql}. */
final class PostgresReader {
    private static final List<String> LOGIN_OPTIONS =
            List.of(
                    "sslmode",
                    "sslcert",
                    "sslkey",
                    "sslpassword",
                    "sslrootcert",
                    "sslcrl",
                    "sslcrldir",
                    "gssencmode",
                    "channel_binding",
                    "sslnegotiation");
    private static final List<String> OWN_PARAMETERS =
            List.of("listen_addresses", "port", "cluster_name", "hot_standby");
    private static final HostPort NOWHERE = new HostPort("", 0);

    private final Section section;

    PostgresReader(Section section) {
        this.section = section;
    }

    PostgresConfig read() {
        HostPort listen = listen();
        Path dataDir = dataDir();
        Login superuser = login("superuser", "superuser");
        Login replication = login("replication", "replication");
        Optional<Login> rewind = rewind();
        PostgresConfig config =
                new PostgresConfig(
                        listen,
                        connectAddress(listen),
                        section.address("proxy_address"),
                        dataDir,
                        section.text("config_dir").map(Path::of).orElse(dataDir),
                        section.text("bin_dir").map(Path::of),
                        section.text("database").orElse("postgres"),
                        section.text("pgpass")
                                .map(Path::of)
                                .orElse(Path.of(System.getProperty("user.home"), "pgpass")),
                        superuser,
                        replication,
                        rewind,
                        parameters("parameters"),
                        parameters("recovery_conf"),
                        section.lines("pg_hba"),
                        section.lines("pg_ident"),
                        options(section, "basebackup"),
                        options(section, "rewind"),
                        section.flag("use_unix_socket").orElse(false),
                        section.duration("pg_ctl_timeout").orElse(Duration.ofSeconds(60)),
                        ScriptsConfig.read(section));
        idle();
        section.end();
        return config;
    }

    private void idle() {
        section.section("authentication").end();
        section.idle(
                "config_base_name",
                "bin_name",
                "krbsrvname",
                "use_unix_socket_repl",
                "custom_conf",
                "create_replica_methods",
                "create_replica_method",
                "use_pg_rewind",
                "use_slots",
                "remove_data_directory_on_rewind_failure",
                "remove_data_directory_on_diverged_timelines",
                "name");
    }

    private HostPort listen() {
        if (!section.has("listen")) {
            section.required("listen", "Write where PostgreSQL listens, like 10.0.0.1:5432.");
            return NOWHERE;
        }
        return section.address("listen").orElse(NOWHERE);
    }

    private HostPort connectAddress(HostPort listen) {
        if (section.has("connect_address")) {
            return section.address("connect_address").orElse(NOWHERE);
        }
        if (!listen.isConcrete()) {
            section.required(
                    "connect_address", "Write where others reach PostgreSQL, like 10.0.0.1:5432.");
        }
        return listen;
    }

    private Path dataDir() {
        String text = section.required("data_dir", "Write the path of the data directory.");
        return Path.of(text.isEmpty() ? "." : text).toAbsolutePath().normalize();
    }

    /** In {@code authentication}, or in Patroni's older place directly below. */
    private Login login(String key, String username) {
        Section modern = section.section("authentication").section(key);
        Section older = section.section(key);
        Section used = modern.isPresent() ? modern : older;
        return login(used, username);
    }

    private Login login(Section used, String username) {
        SortedMap<String, String> options = new TreeMap<>();
        for (String option : LOGIN_OPTIONS) {
            used.text(option).ifPresent(text -> options.put(option, text));
        }
        Login login =
                new Login(
                        used.text("username").orElse(used.isPresent() ? "" : username),
                        used.text("password").orElse(""),
                        options);
        used.idle("network", "user").end();
        return login;
    }

    private Optional<Login> rewind() {
        Section modern = section.section("authentication").section("rewind");
        Section older = section.section("pg_rewind");
        Section used = modern.isPresent() ? modern : older;
        return used.isPresent() ? Optional.of(login(used, "")) : Optional.empty();
    }

    private SortedMap<String, String> parameters(String key) {
        Section parameters = section.section(key);
        SortedMap<String, String> values = new TreeMap<>();
        parameters
                .fields()
                .forEach((name, field) -> {
                    if (OWN_PARAMETERS.contains(name)) {
                        section.problems()
                                .warn(
                                        field.origin(),
                                        parameters.path(name),
                                        "the agent sets this one itself; ignored");
                    } else {
                        parameters.text(name).ifPresent(text -> values.put(name, text));
                    }
                });
        return values;
    }

    /** A list of flags and single-key mappings, or one mapping, each as name or name=value. */
    static List<String> options(Section section, String key) {
        List<String> arguments = new ArrayList<>();
        switch (section.value(key).orElse(null)) {
            case null -> {}
            case Tree.Mapping one -> addOptions(arguments, one);
            case Tree.Items list -> {
                for (Tree item : list.items()) {
                    switch (item) {
                        case Tree.Mapping one -> addOptions(arguments, one);
                        case Tree.Leaf flag -> arguments.add(flag.text());
                        case Tree.Items _, Tree.Nothing _ ->
                                section.error(key, "has an item that is no option.", "");
                    }
                }
            }
            case Tree.Leaf _, Tree.Nothing _ -> section.error(key, "must be a list.", "");
        }
        return arguments;
    }

    private static void addOptions(List<String> arguments, Tree.Mapping options) {
        for (Map.Entry<String, Tree.Field> option : options.fields().entrySet()) {
            Optional<String> text =
                    option.getValue().value() instanceof Tree.Leaf leaf
                            ? Optional.of(leaf.text())
                            : Optional.empty();
            arguments.add(option.getKey() + text.map(value -> "=" + value).orElse(""));
        }
    }
}
