package io.matriarch.demo;

import io.matriarch.testing.LocalServers;
import io.matriarch.testing.MemberProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** What the demonstration shows, step by step. Each step fails the story when it does not hold. */
final class Story {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalServers servers;
    private final DecisionTail decisions;
    private final PrintStream out;

    Story(LocalServers servers, PrintStream out) {
        this.servers = servers;
        this.decisions = new DecisionTail(servers.members());
        this.out = out;
    }

    void tell() throws IOException, InterruptedException {
        MemberProcess first = form();
        try (OutageMeter meter = new OutageMeter(servers.members())) {
            servers.await("a client writes", PATIENCE, () -> meter.rows() > 50);
            MemberProcess second = failOver(first, meter);
            rejoin(first);
            switchOver(second, first, meter);
            heading("In the end: %d rows acknowledged".formatted(meter.rows()));
        }
        list();
    }

    /** Prints the table that {@code matriarchctl list} prints. */
    void list() throws IOException, InterruptedException {
        String tool =
                Path.of(System.getProperty("matriarch.root", "."), "bin", "matriarchctl")
                        .toString();
        String config = servers.members().getFirst().files().config().toString();
        out.flush();
        ProcessBuilder builder = new ProcessBuilder(tool, "-c", config, "list").inheritIO();
        // The jars stay as they are while the members run from copies of them.
        builder.environment().put("MATRIARCH_NO_BUILD", "1");
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new AssertionError("matriarchctl list ended with " + code);
        }
    }

    private MemberProcess form() throws IOException, InterruptedException {
        heading("1. Three empty members start at once; one may make the cluster");
        MemberProcess primary = servers.awaitPrimary(PATIENCE);
        awaitStandbys(primary);
        tellDecisions();
        list();
        return primary;
    }

    private MemberProcess failOver(MemberProcess primary, OutageMeter meter) throws IOException {
        heading("2. PostgreSQL of %s is killed".formatted(primary.name()));
        meter.reset();
        primary.killPostgres();
        servers.await(
                "another primary", PATIENCE, () -> isLedByAnother(primary, servers.primaries()));
        MemberProcess next = servers.awaitPrimary(PATIENCE);
        long before = meter.rows();
        servers.await("writes go on", PATIENCE, () -> meter.rows() > before + 10);
        outage("failover", meter);
        tellDecisions();
        return next;
    }

    private void rejoin(MemberProcess old) throws IOException, InterruptedException {
        heading("3. %s comes back as a standby".formatted(old.name()));
        awaitStandbys(servers.awaitPrimary(PATIENCE));
        tellDecisions();
        list();
    }

    private void switchOver(MemberProcess from, MemberProcess to, OutageMeter meter)
            throws IOException, InterruptedException {
        heading("4. Switchover from %s to %s".formatted(from.name(), to.name()));
        meter.reset();
        String answer = post(from, to);
        out.println("   POST /switchover: " + answer);
        servers.await("the candidate leads", PATIENCE, to::isPrimary);
        long before = meter.rows();
        servers.await("writes go on", PATIENCE, () -> meter.rows() > before + 10);
        outage("switchover", meter);
        awaitStandbys(to);
        tellDecisions();
    }

    private String post(MemberProcess from, MemberProcess to)
            throws IOException, InterruptedException {
        String body = "{\"leader\":\"%s\",\"candidate\":\"%s\"}".formatted(from.name(), to.name());
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(from.restUrl() + "/switchover"))
                            .header("Content-Type", "application/json")
                            .timeout(PATIENCE)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body().strip();
        }
    }

    private static boolean isLedByAnother(MemberProcess old, List<MemberProcess> primaries) {
        return primaries.size() == 1 && !primaries.getFirst().name().equals(old.name());
    }

    private void awaitStandbys(MemberProcess primary) {
        int wanted = servers.members().size() - 1;
        servers.await(
                "two standbys stream from " + primary.name(),
                PATIENCE,
                // a copy under way streams, too, from a member that does not run yet
                () -> servers.standbys().size() == wanted && streaming(primary) == wanted);
    }

    private static int streaming(MemberProcess primary) {
        try (Connection connection = primary.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_stat_replication"
                                        + " WHERE state = 'streaming'")) {
            return row.next() ? row.getInt(1) : 0;
        } catch (SQLException e) {
            return 0;
        }
    }

    private void outage(String what, OutageMeter meter) {
        out.printf(
                "   write outage of the %s: %.2f s%n",
                what, meter.longestGap().toMillis() / 1000.0);
    }

    private void tellDecisions() throws IOException {
        out.println("   who decided what, and why:");
        decisions.fresh().forEach(line -> out.println("   " + line));
    }

    private void heading(String text) {
        out.println();
        out.println(text);
    }
}
