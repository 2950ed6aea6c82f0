package io.matriarch.runtime.postgres;

import io.matriarch.action.Permit;
import io.matriarch.action.PostgresAction;
import io.matriarch.driver.Clock;
import io.matriarch.event.Event;
import io.matriarch.event.OperationEvent;
import io.matriarch.event.PostgresEvent;
import io.matriarch.runtime.postgres.process.CommandPrefix;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.state.Operation;
import io.matriarch.state.Outcome;
import io.matriarch.state.Postgres;
import io.matriarch.state.Upstream;
import io.matriarch.testing.Await;
import io.matriarch.testing.FreePorts;
import io.matriarch.testing.PostgresFinder;
import io.matriarch.testing.TestDirectory;
import io.matriarch.testing.UnprivilegedUser;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.OperationId;
import io.matriarch.value.RequestId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A real PostgreSQL of one member below a test's directory, with the events it gave. */
final class PostgresMember implements AutoCloseable {
    static final Clock CLOCK = () -> new Moment(System.nanoTime());
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicLong NUMBERS = new AtomicLong(1);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final PostgresSettings settings;
    private final LocalPostgres postgres;

    PostgresMember(String name, TestDirectory directory, UnprivilegedUser user) throws IOException {
        this(settings(name, directory, FreePorts.next()), user);
    }

    PostgresMember(PostgresSettings settings, UnprivilegedUser user) {
        this.settings = settings;
        this.postgres =
                new LocalPostgres(
                        settings,
                        () ->
                                new TreeMap<>(
                                        java.util.Map.of(
                                                "max_connections", "30",
                                                "wal_level", "logical")),
                        TreeMap::new,
                        CLOCK,
                        events::add,
                        new CommandPrefix(user.prefix()));
    }

    static PostgresSettings settings(String name, TestDirectory directory, int port)
            throws IOException {
        Path home = directory.directory(name);
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("unix_socket_directories", home.toString());
        parameters.put("shared_buffers", "1MB");
        // The machine never crashes here, only processes do.
        parameters.put("fsync", "off");
        parameters.put("log_line_prefix", "%m [%p] it's '%a' ");
        return new PostgresSettings(
                "batman",
                new MemberName(name),
                new Places(
                        home.resolve("data"),
                        PostgresFinder.binDirectory(),
                        home.resolve("pgpass")),
                new Endpoint("127.0.0.1", port, "127.0.0.1:" + port, "postgres", false),
                new Accounts(
                        new Account("postgres", "super:'secret\\"),
                        new Account("replicator", "repl:'pass\\word "),
                        Optional.of(new Account("rewinder", "wind"))),
                parameters,
                Collections.emptySortedMap(),
                List.of(
                        "host all all 127.0.0.1/32 scram-sha-256",
                        "host replication replicator 127.0.0.1/32 scram-sha-256"),
                List.of(),
                List.of("encoding=UTF8", "data-checksums", "locale=C"),
                List.of(),
                List.of(),
                Duration.ofSeconds(60),
                ScriptCommands.NONE);
    }

    PostgresSettings settings() {
        return settings;
    }

    LocalPostgres port() {
        return postgres;
    }

    List<Event> events() {
        return events;
    }

    Path data() {
        return settings.places().dataDirectory();
    }

    Upstream upstream() {
        return new Upstream(
                settings.member(),
                "postgres://" + settings.endpoint().connectAddress() + "/postgres");
    }

    /** Begins an operation without waiting for it. */
    OperationId begin(Operation operation, Duration time) {
        OperationId id = new OperationId(NUMBERS.getAndIncrement());
        postgres.order(
                new PostgresAction.Begin(
                        id, operation, new Permit.NoneNeeded(), CLOCK.now().plus(time)));
        return id;
    }

    Outcome outcome(OperationId id) {
        return await(OperationEvent.OperationEnded.class, event -> event.operation().equals(id))
                .outcome();
    }

    Outcome run(Operation operation) {
        return outcome(begin(operation, PATIENCE));
    }

    Postgres probe() {
        return look().found();
    }

    PostgresEvent.PostgresProbed look() {
        RequestId id = new RequestId(NUMBERS.getAndIncrement());
        postgres.order(new PostgresAction.Probe(id));
        return await(PostgresEvent.PostgresProbed.class, event -> event.request().equals(id));
    }

    Postgres awaitProbe(Predicate<Postgres> wanted) {
        Postgres[] found = new Postgres[1];
        Await.until(
                PATIENCE,
                () -> {
                    found[0] = probe();
                    return wanted.test(found[0]);
                });
        return found[0];
    }

    <T extends Event> T await(Class<T> kind, Predicate<T> wanted) {
        Await.until(PATIENCE, () -> find(kind, wanted).isPresent());
        return find(kind, wanted).orElseThrow();
    }

    <T extends Event> Optional<T> find(Class<T> kind, Predicate<T> wanted) {
        return events.stream().filter(kind::isInstance).map(kind::cast).filter(wanted).findFirst();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + settings.endpoint().connectAddress() + "/postgres",
                settings.accounts().superuser().username(),
                settings.accounts().superuser().password());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As a crash does; true when none is left. */
    boolean killAllProcesses() throws IOException {
        return new PostgresProcesses(data()).killAll();
    }

    /** Ends the port, and PostgreSQL with it. */
    @Override
    public void close() {
        try {
            postgres.kill().run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        postgres.close();
    }
}
