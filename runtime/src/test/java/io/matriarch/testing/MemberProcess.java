package io.matriarch.testing;

import io.matriarch.runtime.postgres.process.PostgresProcesses;
import io.matriarch.runtime.postgres.process.ProcessIdentity;
import io.matriarch.runtime.postgres.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/** One member: an agent's process and the PostgreSQL that it looks after. */
public final class MemberProcess {
    private static final Duration DEATH = Duration.ofSeconds(20);

    private final MemberFiles files;
    private final AgentLauncher launcher;
    private final PostgresProcesses postgres;
    private Optional<ProcessIdentity> agent = Optional.empty();

    MemberProcess(MemberFiles files, AgentLauncher launcher) {
        this.files = files;
        this.launcher = launcher;
        this.postgres = new PostgresProcesses(files.data());
    }

    public String name() {
        return files.name();
    }

    public MemberFiles files() {
        return files;
    }

    /** Where its REST API answers. */
    public String restUrl() {
        return "http://127.0.0.1:" + files.restPort();
    }

    /** Starts its agent, unless it runs. */
    public void startAgent() throws IOException {
        if (!isAgentAlive()) {
            agent = ProcessIdentity.of(launcher.start(files).pid());
        }
    }

    public boolean isAgentAlive() {
        return agent.isPresent() && agent.get().isAlive();
    }

    public OptionalLong agentPid() {
        return isAgentAlive() ? OptionalLong.of(agent.get().pid()) : OptionalLong.empty();
    }

    /** Asks its agent to end, as a service manager does, and waits until it has. */
    public void stopAgent() {
        if (isAgentAlive()) {
            Signals.send(agent.get().pid(), Signals.CONTINUE);
            Signals.send(agent.get().pid(), Signals.TERMINATE);
            Await.until(DEATH, () -> !isAgentAlive());
        }
    }

    /** Kills its agent; PostgreSQL lives on. */
    public void killAgent() {
        signalAgent(Signals.KILL);
        Await.until(DEATH, () -> !isAgentAlive());
    }

    /** Has its agent do nothing until it is thawed. */
    public void freezeAgent() {
        signalAgent(Signals.STOP);
    }

    public void thawAgent() {
        signalAgent(Signals.CONTINUE);
    }

    /** Its guard, while one lives. */
    public Optional<ProcessIdentity> guard() {
        try {
            String name = files.data().getFileName() + ".matriarch-guard.lock";
            return ProcessIdentity.parse(Files.readString(files.data().resolveSibling(name)))
                    .filter(ProcessIdentity::isAlive);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** What its guard did. */
    public String guardLog() throws IOException {
        String name = files.data().getFileName() + ".matriarch-guard.log";
        return Files.readString(files.data().resolveSibling(name));
    }

    public OptionalLong postmasterPid() {
        return postgres.postmaster()
                .map(process -> OptionalLong.of(process.pid()))
                .orElse(OptionalLong.empty());
    }

    /** Every process of its PostgreSQL. */
    public List<ProcessIdentity> postgresProcesses() throws IOException {
        return postgres.all();
    }

    /** Kills every process of its PostgreSQL, as a crash of it. */
    public void killPostgres() {
        Await.until(DEATH, postgres::killAll);
    }

    /** Has every process of its PostgreSQL do nothing until it is thawed. */
    public void freezePostgres() throws IOException {
        signalPostgres(Signals.STOP);
    }

    public void thawPostgres() throws IOException {
        signalPostgres(Signals.CONTINUE);
    }

    /** Connects as the superuser; neither connecting nor any answer takes longer than the bound. */
    public Connection connect(Duration bound) throws SQLException {
        Properties properties = new Properties();
        String seconds = Long.toString(Math.max(1, bound.toSeconds()));
        properties.setProperty("user", MemberFiles.SUPERUSER);
        properties.setProperty("password", MemberFiles.SUPERUSER_PASSWORD);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + files.postgresPort() + "/postgres", properties);
    }

    public Connection connect() throws SQLException {
        return connect(Duration.ofSeconds(5));
    }

    /** Whether its PostgreSQL takes connections and is not in recovery. */
    public boolean isPrimary() {
        return answers("f");
    }

    /** Whether its PostgreSQL takes connections and is in recovery. */
    public boolean isStandby() {
        return answers("t");
    }

    /** The last lines of its agent's log, for the message of a failed test. */
    public String lastLog() {
        try {
            List<String> lines = Files.readAllLines(files.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    /** Ends agent and PostgreSQL, whatever state they are in. */
    void end() {
        killAgent();
        guard().ifPresent(guard -> Signals.send(guard.pid(), Signals.KILL));
        killPostgres();
    }

    private boolean answers(String inRecovery) {
        try (Connection connection = connect(Duration.ofSeconds(2));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            return row.next() && row.getString(1).equals(inRecovery);
        } catch (SQLException _) {
            return false;
        }
    }

    private void signalAgent(int signal) {
        if (isAgentAlive()) {
            Signals.send(agent.get().pid(), signal);
        }
    }

    private void signalPostgres(int signal) throws IOException {
        postgres.all().forEach(process -> Signals.send(process.pid(), signal));
    }
}
