package io.matriarch.runtime.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matriarch.action.FenceAction;
import io.matriarch.contract.FenceHarness;
import io.matriarch.event.Event;
import io.matriarch.runtime.BootClock;
import io.matriarch.runtime.postgres.process.CommandPrefix;
import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import io.matriarch.testing.Await;
import io.matriarch.testing.TestDirectory;
import io.matriarch.testing.UnprivilegedUser;
import io.matriarch.value.Moment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * A real guard with an agent that does nothing else, and programs that bear PostgreSQL's name and
 * work in the data directory.
 */
final class GuardWorld implements FenceHarness {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BootClock clock = new BootClock();
    private final TestDirectory directory;
    private final Path home;
    private final GuardPlaces places;
    private final Path postgres;
    private Process agent;
    private List<Event> events;

    GuardWorld() throws IOException {
        this("home");
    }

    /**
     * @param folder where all of it is
     */
    GuardWorld(String folder) throws IOException {
        directory = TestDirectory.create(UnprivilegedUser.choose());
        home = directory.directory(folder);
        places = FenceAgent.places(GuardPlaces.ownProgram(), home);
        directory.directory(folder + "/data");
        write("PG_VERSION", "15\n");
        postgres = copy(Path.of("/bin/sleep"), "postgres");
        startAgent();
    }

    GuardPlaces places() {
        return places;
    }

    ProcessIdentity guard() {
        await("a guard", () -> living().isPresent());
        return living().orElseThrow();
    }

    Optional<ProcessIdentity> living() {
        return new GuardHost(places, CommandPrefix.NONE).living();
    }

    Process agent() {
        return agent;
    }

    void startAgent() {
        List<Event> told = new CopyOnWriteArrayList<>();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx32m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath()));
        command.add(FenceAgent.class.getName());
        command.add(places.program().toString());
        command.add(home.toString());
        agent = start(command, home);
        BufferedReader reader = agent.inputReader(StandardCharsets.UTF_8);
        try {
            assertEquals(FenceAgent.READY, reader.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(() -> listen(reader, told));
        events = told;
    }

    /** Another process of PostgreSQL: a postmaster has many. */
    Process startProcess(Path program, Path where) {
        return start(List.of(program.toString(), "600"), where);
    }

    /** A program of its own name. */
    Path copy(Path program, String name) throws IOException {
        return Files.copy(program.toRealPath(), home.resolve(name));
    }

    /** A file in the data directory. */
    void write(String name, String text) throws IOException {
        Files.writeString(places.dataDirectory().resolve(name), text);
    }

    Path postgres() {
        return postgres;
    }

    @Override
    public void order(FenceAction order) {
        try {
            agent.outputWriter(StandardCharsets.UTF_8)
                    .append(FenceAgent.text(order) + "\n")
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Event> events() {
        return events;
    }

    @Override
    public void restartAgent() {
        agent.destroyForcibly();
        startAgent();
    }

    @Override
    public Moment in(Duration time) {
        return clock.now().plus(time);
    }

    @Override
    public void startPostgres() {
        Process process = startProcess(postgres, places.dataDirectory());
        await(
                "PostgreSQL",
                () -> new PostgresProcesses(places.dataDirectory()).isOurs(process.pid()));
        try {
            write("postmaster.pid", process.pid() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean runs() {
        try {
            return !new PostgresProcesses(places.dataDirectory()).all().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        try {
            Await.until(PATIENCE, condition::getAsBoolean);
        } catch (AssertionError e) {
            throw new AssertionError(what + ": " + e.getMessage() + " " + events, e);
        }
    }

    @Override
    public void close() {
        agent.destroyForcibly();
        living().ifPresent(one -> Signals.send(one.pid(), Signals.KILL));
        try {
            new PostgresProcesses(places.dataDirectory()).killAll();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Process start(List<String> command, Path where) {
        try {
            return new ProcessBuilder(command)
                    .directory(where.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void listen(BufferedReader reader, List<Event> told) {
        try {
            String line;
            while ((line = reader.readLine()) != null) {
                told.add(FenceAgent.event(line));
            }
        } catch (IOException _) {
            // It was killed.
        }
    }

    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
