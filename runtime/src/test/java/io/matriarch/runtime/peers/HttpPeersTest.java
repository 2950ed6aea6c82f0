package io.matriarch.runtime.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.matriarch.action.PeerAction;
import io.matriarch.event.Event;
import io.matriarch.event.PeerEvent;
import io.matriarch.state.Peers;
import io.matriarch.value.Lsn;
import io.matriarch.value.MemberName;
import io.matriarch.value.Moment;
import io.matriarch.value.RequestId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpPeersTest {
    private static final MemberName A = new MemberName("a");
    private static final MemberName B = new MemberName("b");

    private HttpServer server;

    @BeforeEach
    void startAMember() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/patroni",
                exchange -> {
                    byte[] body =
                            "{\"role\":\"replica\",\"xlog\":{\"received_location\":7}}"
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopIt() {
        server.stop(0);
    }

    private static HttpPeers peers(BlockingQueue<Event> inbox) {
        return new HttpPeers(
                () -> Moment.ZERO,
                inbox::add,
                B,
                new BallotBox(() -> Moment.ZERO, inbox::add),
                new FailsafeDesk(() -> Moment.ZERO, inbox::add),
                Optional.empty(),
                "writable"::equals);
    }

    private String url(int port) {
        return "http://127.0.0.1:" + port + "/patroni";
    }

    @Test
    void answersOnceForAllWhomItAsked() throws Exception {
        BlockingQueue<Event> inbox = new ArrayBlockingQueue<>(1);
        HttpPeers peers = peers(inbox);
        SortedMap<MemberName, String> urls = new TreeMap<>();
        urls.put(A, url(server.getAddress().getPort()));
        urls.put(B, "ftp://nowhere");
        peers.ask(new PeerAction.AskPeers(new RequestId(4), urls, false, new TreeMap<>()));
        var event = (PeerEvent.PeersAnswered) inbox.poll(10, TimeUnit.SECONDS);
        assertEquals(new RequestId(4), event.round());
        assertEquals(
                new Peers.Told(false, Optional.empty(), new Lsn(7), true, 1).seeingLeader(),
                event.answers().get(A));
        assertTrue(event.answers().get(B) instanceof Peers.Silent);
    }

    @Test
    void asksThePostgresOfASilentAgentItself() throws Exception {
        BlockingQueue<Event> inbox = new ArrayBlockingQueue<>(1);
        SortedMap<MemberName, String> urls = new TreeMap<>();
        urls.put(A, url(server.getAddress().getPort()));
        urls.put(B, "ftp://nowhere");
        SortedMap<MemberName, String> servers = new TreeMap<>(Map.of(A, "writable", B, "writable"));
        peers(inbox).ask(new PeerAction.AskPeers(new RequestId(4), urls, false, servers));
        var event = (PeerEvent.PeersAnswered) inbox.poll(10, TimeUnit.SECONDS);
        assertTrue(event.answers().get(A) instanceof Peers.Told, "its agent tells more");
        assertTrue(event.answers().get(B) instanceof Peers.Unattended);
    }

    @Test
    void takesSilenceForAnAnswerAfterItsPatience() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var answers =
                    HttpPeers.answers(Map.of(A, url(mute.getLocalPort())), Duration.ofMillis(200));
            assertTrue(answers.get(A) instanceof Peers.Silent);
            assertFalse(mute.isClosed(), "it would have answered nothing for ever");
        }
    }

    @Test
    void knowsARefusedConnection() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        assertEquals(
                new Peers.Silent("connection refused or no route"),
                HttpPeers.answers(Map.of(A, url(port)), Duration.ofSeconds(2)).get(A));
    }

    @Test
    void asksNobodyAtOnce() {
        assertEquals(Map.of(), HttpPeers.answers(Map.of(), Duration.ofSeconds(9)));
    }

    @Test
    void asksForPromisesAndTellsWhoGaveNone() throws Exception {
        server.createContext(
                "/failsafe",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    boolean expected =
                            body.equals(
                                    "{\"name\":\"c\",\"conn_url\":\"postgres://c/\","
                                            + "\"api_url\":\"http://c/patroni\",\"slots\":{},"
                                            + "\"lasts_ms\":25000}");
                    byte[] answer = (expected ? "Accepted" : body).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        BlockingQueue<Event> inbox = new ArrayBlockingQueue<>(1);
        HttpPeers peers = peers(inbox);
        SortedMap<MemberName, String> urls = new TreeMap<>();
        urls.put(A, url(server.getAddress().getPort()));
        urls.put(B, "ftp://nowhere");
        peers.ask(
                new PeerAction.AskFailsafe(
                        new RequestId(4),
                        new MemberName("c"),
                        "postgres://c/",
                        "http://c/patroni",
                        Duration.ofSeconds(25),
                        urls));
        var event = (PeerEvent.FailsafeAnswered) inbox.poll(10, TimeUnit.SECONDS);
        assertEquals("{b=connection broken}", event.refused().toString());
    }
}
