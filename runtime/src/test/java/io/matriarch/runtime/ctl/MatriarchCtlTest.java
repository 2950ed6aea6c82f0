package io.matriarch.runtime.ctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.matriarch.runtime.SampleCluster;
import io.matriarch.state.ClusterView;
import io.matriarch.state.Member;
import io.matriarch.value.MemberName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatriarchCtlTest {
    @TempDir private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> written = new ArrayList<>();
    private ClusterView view = SampleCluster.view();
    private String file;

    @BeforeEach
    void writeTheFile() throws IOException {
        Path path = directory.resolve("n1.yml");
        Files.writeString(path, "scope: batman\nzookeeper: {hosts: '127.0.0.1:1'}\n");
        file = path.toString();
    }

    private int run(String input, String... arguments) {
        Terminal terminal =
                new Terminal(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8));
        MatriarchCtl ctl =
                new MatriarchCtl(
                        Map.of(),
                        terminal,
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        (_, _) -> new FakeAccess());
        return ctl.run(arguments);
    }

    private final class FakeAccess implements ClusterAccess {
        @Override
        public ClusterView view() {
            return view;
        }

        @Override
        public void requestFailover(
                Optional<MemberName> leader, Optional<MemberName> candidate, Optional<Instant> at) {
            written.add(leader + " " + candidate);
        }

        @Override
        public void close() {}
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void listsMembersInABox() {
        assertEquals(0, run("", "-c", file, "list"));
        assertEquals(
                """
                + Cluster: batman (7277694203142172922) +----+-------------+-----+------------+-----+
                | Member | Host           | Role    | State     | TL | Receive LSN | Lag | Replay LSN | Lag |
                +--------+----------------+---------+-----------+----+-------------+-----+------------+-----+
                | n1     | 127.0.0.1:5432 | Leader  | running   |  1 |             |     |            |     |
                | n2     | 127.0.0.1:5433 | Replica | streaming |  1 |   0/4F00000 |   1 |  0/4F00000 |   1 |
                +--------+----------------+---------+-----------+----+-------------+-----+------------+-----+
                """
                        .lines()
                        .skip(1)
                        .toList(),
                out().lines().skip(1).toList());
        assertTrue(out().startsWith("+ Cluster: batman (7277694203142172922) --"), out());
    }

    @Test
    void listsInMachineFormats() {
        run("", "-c", file, "list", "-f", "json");
        assertEquals(
                "[{\"Cluster\":\"batman\",\"Member\":\"n1\",\"Host\":\"127.0.0.1:5432\","
                        + "\"Role\":\"Leader\",\"State\":\"running\",\"TL\":1},"
                        + "{\"Cluster\":\"batman\",\"Member\":\"n2\",\"Host\":\"127.0.0.1:5433\","
                        + "\"Role\":\"Replica\",\"State\":\"streaming\",\"TL\":1,"
                        + "\"Receive LSN\":\"0/4F00000\",\"Receive Lag\":1,"
                        + "\"Replay LSN\":\"0/4F00000\",\"Replay Lag\":1}]\n",
                out());
        out.reset();
        run("", "-c", file, "list", "-f", "tsv");
        assertEquals(
                "Cluster\tMember\tHost\tRole\tState\tTL\tReceive LSN\tReceive Lag\tReplay LSN"
                        + "\tReplay Lag\n"
                        + "batman\tn1\t127.0.0.1:5432\tLeader\trunning\t1\t\t\t\t\n"
                        + "batman\tn2\t127.0.0.1:5433\tReplica\tstreaming\t1\t0/4F00000\t1"
                        + "\t0/4F00000\t1\n",
                out());
        out.reset();
        run("", "-c", file, "list", "-f", "yaml");
        assertTrue(out().startsWith("- Cluster: batman\n  Member: n1\n"), out());
    }

    @Test
    void showsTagsWhereThereAreAny() {
        view =
                SampleCluster.view(
                        SampleCluster.leader("n1", 5432, ""),
                        SampleCluster.standby(
                                "n2",
                                5433,
                                SampleCluster.tags(
                                        Map.of("nofailover", "true", "dc", "\"west\""))));
        run("", "-c", file, "list");
        assertTrue(out().contains("| dc: west         |\n"), out());
        assertTrue(out().contains("| nofailover: true |\n"), out());
    }

    @Test
    void exitsWithTwoOnWrongUsage() {
        assertEquals(2, run("", "-c", file, "nonsense"));
        assertEquals(2, run(""));
        assertEquals(0, run("", "--help"));
    }

    @Test
    void exitsWithOneOnAMissingFile() {
        assertEquals(1, run("", "-c", file + ".none", "list"));
        assertEquals("Error: " + file + ".none: there is no such file.\n", err());
    }

    @Test
    void refusesAWrongLeaderAndAWrongCandidate() {
        assertEquals(1, run("", "-c", file, "switchover", "--leader", "n2", "--force"));
        assertEquals("Error: Member n2 is not the leader of cluster batman\n", err());
        err.reset();
        assertEquals(1, run("", "-c", file, "switchover", "--candidate", "n1", "--force"));
        assertEquals("Error: Switchover target and source are the same.\n", err());
        err.reset();
        assertEquals(1, run("", "-c", file, "failover", "--candidate", "n9", "--force"));
        assertEquals(
                "Error: Member n9 does not exist in cluster batman or is tagged as nofailover\n",
                err());
        err.reset();
        assertEquals(1, run("", "-c", file, "failover", "--force"));
        assertEquals("Error: Failover could be performed only to a specific candidate\n", err());
    }

    @Test
    void asksBeforeItActs() {
        assertEquals(1, run("n1\nn2\nnow\nn\n", "-c", file, "switchover"));
        assertEquals("Error: Aborting switchover\n", err());
        String asked = out();
        assertTrue(asked.startsWith("Current cluster topology\n"), asked);
        assertTrue(asked.contains("Primary [n1]: Candidate ['n2'] []: When should"), asked);
        assertTrue(
                asked.contains(
                        "Are you sure you want to switchover cluster batman, demoting current"
                                + " leader n1? [y/N]: "),
                asked);
        assertEquals(List.of(), written);
    }

    @Test
    void postsToTheLeaderAndPrintsItsAnswer() throws IOException {
        List<String> bodies = new ArrayList<>();
        HttpServer rest = member(bodies, 200, "Successfully switched over to \"n2\"");
        try {
            view = SampleCluster.view(leaderAt(rest), SampleCluster.standby("n2", 5433));
            assertEquals(0, run("", "-c", file, "switchover", "--candidate", "n2", "--force"));
            assertEquals(List.of("/switchover {\"leader\":\"n1\",\"candidate\":\"n2\"}"), bodies);
            assertTrue(out().contains(" Successfully switched over to \"n2\"\n"), out());
        } finally {
            rest.stop(0);
        }
    }

    @Test
    void printsARefusalAndStillExitsWithZero() throws IOException {
        HttpServer rest = member(new ArrayList<>(), 412, "leader name does not match");
        try {
            view = SampleCluster.view(leaderAt(rest), SampleCluster.standby("n2", 5433));
            assertEquals(0, run("", "-c", file, "switchover", "--force"));
            assertTrue(
                    out().contains("Switchover failed, details: 412, leader name does not match\n"),
                    out());
        } finally {
            rest.stop(0);
        }
    }

    @Test
    void writesTheKeyItselfWhenNoMemberAnswers() {
        assertEquals(0, run("", "-c", file, "failover", "--candidate", "n2", "--force"));
        assertTrue(
                out().contains(" Could not failover using Patroni api, falling back to DCS\n"),
                out());
        assertEquals(List.of("Optional.empty Optional[n2]"), written);
    }

    private static Member leaderAt(HttpServer rest) {
        int port = rest.getAddress().getPort();
        return SampleCluster.leader("n1", 5432, "http://127.0.0.1:" + port + "/patroni");
    }

    private static HttpServer member(List<String> bodies, int code, String text)
            throws IOException {
        HttpServer rest =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        rest.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    bodies.add(
                            exchange.getRequestURI()
                                    + " "
                                    + new String(body, StandardCharsets.UTF_8));
                    byte[] answer = text.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(code, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        rest.start();
        return rest;
    }
}
